import { UserError } from '../../core/errors.js'
import type { Metrics } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { evaluate } from '../evaluation/metrics.js'
import { type FitOptions, fitBooster } from './fitBooster.js'
import { stratifiedFolds } from './folds.js'
import { type Problem, subset } from './problem.js'

export const FOLDS = 5

export interface CrossValidateOptions extends Omit<FitOptions, 'onRound'> {
  onProgress?: (text: string) => void
}

/**
 * Stratified cross-validation: trains on all folds but one and judges on that one, for each fold in turn.
 *
 * @param name the target's name, for progress
 * @returns the figures of each fold
 * @throws UserError TOO_FEW_ROWS when a fold would lack a class, since too many of its rows are equal
 */
export async function crossValidate(
  problem: Problem,
  classes: readonly string[],
  name: string,
  { parameters, seed, onProgress }: CrossValidateOptions,
): Promise<Metrics['test'][]> {
  const foldOf = stratifiedFolds(problem, FOLDS, seed)
  checkSpread(problem, foldOf, classes, name)
  const figures = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const onRound = (round: number) => onProgress?.(`${name}: fold ${fold + 1} of ${FOLDS}, round ${round}`)
    const rest = subset(problem, (row) => foldOf[row] !== fold)
    const held = subset(problem, (row) => foldOf[row] === fold)
    const { booster } = await fitBooster(rest, { parameters, seed, onRound })
    figures.push(evaluate(predictOutputs(booster, held.features), held.labels, classes))
  }
  return figures
}

function checkSpread({ labels, classCount }: Problem, foldOf: Uint8Array, classes: readonly string[], name: string) {
  const rows = new Uint32Array(FOLDS * classCount)
  for (const [row, label] of labels.entries()) rows[foldOf[row]! * classCount + label]!++
  for (const [c, label] of classes.entries()) {
    const having = Array.from({ length: FOLDS }, (_, fold) => rows[fold * classCount + c]!).filter((count) => count > 0)
    if (having.length === FOLDS) continue
    const all = having.reduce((a, b) => a + b, 0)
    throw new UserError(
      'TOO_FEW_ROWS',
      `${name} ${label} has ${all} rows to train on, but rows of equal measurements are judged together and so they reach only ${having.length} of the ${FOLDS} folds of cross-validation; load more rows that differ.`,
    )
  }
}
