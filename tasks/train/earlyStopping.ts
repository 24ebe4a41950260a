import type { Booster } from '../../core/model/booster.js'
import { outputsOf, predictMargins } from '../../core/model/scores.js'
import { sliceRounds } from '../../core/model/sliceRounds.js'
import { mean } from '../../core/numbers.js'
import { logLosses } from '../evaluation/classMetrics.js'
import { squaredErrors } from '../evaluation/numberMetrics.js'
import type { Problem } from '../problem.js'

/** So many rounds are tried at first; then twice as many, and so on: most of those that are trained are needed. */
const FIRST_ROUNDS = 50

/**
 * Finds how many rounds are best by the mean loss over the folds, as `xgboost.cv` does.
 *
 * @param train trains a booster for each fold
 * @param held the rows that judge a fold's booster
 * @param most rounds at most
 * @param patience stops where the loss has not fallen for so many rounds
 * @returns boosters of at least so many rounds as are best
 */
export async function stopEarly(
  train: (rounds: number) => Promise<Booster[]>,
  held: (fold: number) => Problem,
  most: number,
  patience: number,
): Promise<{ boosters: Booster[]; rounds: number }> {
  for (let tried = Math.min(most, FIRST_ROUNDS); ; tried = Math.min(most, 2 * tried)) {
    const boosters = await train(tried)
    const losses = boosters.map((booster, fold) => lossesByRound(booster, held(fold)))
    const means = losses[0]!.map((_, round) => mean(losses.map((it) => it[round]!)))
    const { rounds, isOver } = bestRounds(means, patience)
    if (isOver || tried === most) return { boosters, rounds }
  }
}

/** What XGBoost's early stopping looks at after each round: the mean log loss of rows, or of a number their mean squared error. */
export function lossesByRound(booster: Booster, { features, labels, classCount }: Problem): Float64Array {
  const { groupCount, treeRoots, baseMargins } = booster
  const sums = new Float32Array(labels.length * groupCount)
  return Float64Array.from({ length: treeRoots.length / groupCount }, (_, round) => {
    const leaves = predictMargins(
      { ...sliceRounds(booster, round, round + 1), baseMargins: new Float32Array(groupCount) },
      features,
    )
    for (let i = 0; i < sums.length; i++) sums[i]! += leaves[i]!
    const margins = sums.map((sum, i) => sum + baseMargins[i % groupCount]!)
    const outputs = outputsOf(booster, margins)
    return mean(classCount > 0 ? logLosses(outputs, labels, classCount) : squaredErrors(outputs, labels))
  })
}

/**
 * Where XGBoost's early stopping stops: at the first round after which the loss has not fallen for `patience` rounds.
 *
 * @param losses after each round
 * @returns how many rounds to keep, and whether there is no need of more than were tried
 */
export function bestRounds(losses: Float64Array, patience: number): { rounds: number; isOver: boolean } {
  let best = 0
  for (let round = 1; round < losses.length; round++) {
    if (losses[round]! < losses[best]!) best = round
    else if (round - best >= patience) return { rounds: best + 1, isOver: true }
  }
  return { rounds: best + 1, isOver: false }
}
