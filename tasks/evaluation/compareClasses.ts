import type { Booster } from '../../core/model/booster.js'
import type { ClassVerdict } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { indexOfMax, mean, round, show } from '../../core/numbers.js'
import { groupEqual, type Problem } from '../problem.js'
import { bootstrap } from './bootstrap.js'
import { logLoss, logLosses } from './classMetrics.js'

/** A log loss per row that is worse by no more than this is as good: another seed alone moves it by 0.04 on the reference data. */
const TOLERANCE = 0.05

/** A class is lost when its recall falls by more than 25 points, and by three rows at least: one or two are chance. */
const RECALL_FALL = 0.25
const RECALL_ROWS = 3

/**
 * The challenger's log loss on rows beside the champion's, or beside guessing where there is none, and what speaks against the
 * challenger.
 *
 * @param frequencies how frequent each class is in training, which is the answer of guessing
 */
export function compareClasses(
  challenger: Booster,
  champion: Booster | undefined,
  rows: Problem,
  frequencies: readonly number[],
  classes: readonly string[],
): ClassVerdict {
  const { features, labels } = rows
  const mine = predictOutputs(challenger, features)
  const losses = logLosses(mine, labels, classes.length)
  const guesses = Float64Array.from(labels, (label) => logLoss(frequencies[label]!))
  const result = { rows: labels.length, log_loss: round(mean(losses)), guessing: round(mean(guesses)) }
  if (!champion) {
    const fault =
      result.log_loss < result.guessing
        ? undefined
        : `log loss ${show(result.log_loss)} is no better than guessing, ${show(result.guessing)}`
    return { ...result, ...(fault && { fault }) }
  }
  const theirs = predictOutputs(champion, features)
  const theirLosses = logLosses(theirs, labels, classes.length)
  const interval = bootstrap(
    losses.map((loss, i) => loss - theirLosses[i]!),
    groupEqual(rows),
  )
  const difference = { mean: round(interval.mean), low: round(interval.low), high: round(interval.high) }
  const before = hitsOf(theirs, labels, classes.length)
  const after = hitsOf(mine, labels, classes.length)
  const recall: Record<string, [number, number]> = {}
  const faults = []
  const compared = { ...result, current: round(mean(theirLosses)), difference, recall }
  if (difference.mean > TOLERANCE && difference.low > 0) {
    faults.push(`log loss ${show(compared.current)} → ${show(result.log_loss)}`)
  }
  for (const [c, name] of classes.entries()) {
    const { rows: count } = after[c]!
    if (count === 0) continue
    const lost = before[c]!.hits - after[c]!.hits
    recall[name] = [round(before[c]!.hits / count), round(after[c]!.hits / count)]
    if (lost >= RECALL_ROWS && lost / count > RECALL_FALL) {
      faults.push(`recall of ${name} ${show(recall[name][0])} → ${show(recall[name][1])}`)
    }
  }
  return { ...compared, ...(faults.length > 0 && { fault: faults.join(' and ') }) }
}

/** The figures of a comparison in words: `log loss 0.185 → 0.192 (worse, within the tolerance of 0.05)`. */
export function classSummary({ log_loss, current, difference }: ClassVerdict): string {
  if (current === undefined) return `log loss ${show(log_loss)}`
  const change = `log loss ${show(current)} → ${show(log_loss)}`
  if (log_loss <= current) return change
  const isChance = difference !== undefined && difference.mean > TOLERANCE
  return `${change} (worse, ${isChance ? 'but it may be chance' : `within the tolerance of ${TOLERANCE}`})`
}

/** The rows of each class, and how many of them are predicted right. */
function hitsOf(probabilities: Float32Array, labels: Float32Array, classCount: number) {
  const counts = Array.from({ length: classCount }, () => ({ rows: 0, hits: 0 }))
  for (const [row, label] of labels.entries()) {
    const scores = probabilities.subarray(row * classCount, (row + 1) * classCount)
    counts[label]!.rows++
    if (indexOfMax(scores) === label) counts[label]!.hits++
  }
  return counts
}
