import type { Booster } from '../../core/model/booster.js'
import type { NumberVerdict } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { mean, shortest, showLike } from '../../core/numbers.js'
import { groupEqual, type Problem } from '../problem.js'
import { bootstrap } from './bootstrap.js'
import { squaredErrors } from './numberMetrics.js'

/**
 * An RMSE that is larger than the champion's by no more than this share is as good: another seed alone moves it by 7 % in one pair
 * of twenty, and by more than 10 % in one of a hundred (body mass predicted from the rest of the reference data).
 */
const TOLERANCE = 0.1

/**
 * The challenger's squared error on rows beside the champion's, or beside guessing where there is none, and what speaks against the
 * challenger.
 *
 * @param average the mean of the training rows, which is the answer of guessing
 */
export function compareNumbers(
  challenger: Booster,
  champion: Booster | undefined,
  rows: Problem,
  average: number,
): NumberVerdict {
  const { features, labels } = rows
  const errors = squaredErrors(predictOutputs(challenger, features), labels)
  const guesses = squaredErrors(new Float32Array(labels.length).fill(average), labels)
  const result = {
    rows: labels.length,
    squared_error: shortest(mean(errors)),
    guessing: shortest(mean(guesses)),
  }
  if (!champion) {
    const isBetter = result.squared_error < result.guessing
    const [guessing, found] = rootsOf(result.guessing, result.squared_error)
    return { ...result, ...(!isBetter && { fault: `RMSE ${found} is no better than guessing, ${guessing}` }) }
  }
  const theirErrors = squaredErrors(predictOutputs(champion, features), labels)
  const interval = bootstrap(
    errors.map((error, i) => error - theirErrors[i]!),
    groupEqual(rows),
  )
  const difference = { mean: shortest(interval.mean), low: shortest(interval.low), high: shortest(interval.high) }
  const compared = { ...result, current: shortest(mean(theirErrors)), difference }
  const isWorse = isIntolerable(compared.current, result.squared_error) && difference.low > 0
  return { ...compared, ...(isWorse && { fault: changeOf(compared.current, result.squared_error) }) }
}

/** The figures of a comparison in words: `RMSE 12.9 → 13.1 (worse, within the tolerance of 10 %)`. */
export function numberSummary({ squared_error, current }: NumberVerdict): string {
  if (current === undefined) return `RMSE ${rootsOf(squared_error)[0]}`
  const change = changeOf(current, squared_error)
  if (squared_error <= current) return change
  const why = isIntolerable(current, squared_error)
    ? 'but it may be chance'
    : `within the tolerance of ${TOLERANCE * 100} %`
  return `${change} (worse, ${why})`
}

const isIntolerable = (before: number, after: number) => Math.sqrt(after) > (1 + TOLERANCE) * Math.sqrt(before)

const changeOf = (before: number, after: number) => `RMSE ${rootsOf(before, after).join(' → ')}`

/** Root mean squared errors, as people read them: all with the decimals that the first one asks for. */
function rootsOf(...squaredErrors: number[]): string[] {
  const roots = squaredErrors.map(Math.sqrt)
  return roots.map(showLike(roots[0]!))
}
