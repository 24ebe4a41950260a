import type { Booster } from '../../core/model/booster.js'
import type { Verdict } from '../../core/model/manifest.js'
import { round } from '../../core/model/predict.js'
import { predictOutputs } from '../../core/model/scores.js'
import { mulberry32 } from '../../core/random.js'
import { type Groups, groupEqual, type Problem } from '../train/problem.js'
import { indexOfMax, logLoss, logLosses } from './metrics.js'

/** A log loss a row that is worse by no more than this is as good: another seed alone moves it by 0.04 on the reference data. */
export const TOLERANCE = 0.05

/** A class is lost when its recall falls by more than 25 points, and by three rows at least: one or two are chance. */
const RECALL_FALL = 0.25
const RECALL_ROWS = 3

const RESAMPLES = 2000
/** More rows need fewer resamples: their means lie closer. */
const MAX_DRAWS = 2e7

/**
 * One target's figures on the same rows: the challenger's beside the current model's, or beside guessing where there is none, and
 * what speaks against the challenger.
 */
export function compareTarget(
  challenger: Booster,
  current: Booster | undefined,
  rows: Problem,
  frequencies: readonly number[],
  classes: readonly string[],
): Verdict['targets'][string] {
  const { features, labels } = rows
  const mine = predictOutputs(challenger, features)
  const losses = logLosses(mine, labels, classes.length)
  const guesses = Float64Array.from(labels, (label) => logLoss(frequencies[label]!))
  const result = { rows: labels.length, log_loss: round(mean(losses)), guessing: round(mean(guesses)) }
  if (!current) {
    const fault =
      result.log_loss < result.guessing
        ? undefined
        : `log loss ${show(result.log_loss)} is no better than guessing, ${show(result.guessing)}`
    return { ...result, ...(fault && { fault }) }
  }
  const theirs = predictOutputs(current, features)
  const theirLosses = logLosses(theirs, labels, classes.length)
  const difference = pairedBootstrap(
    losses.map((loss, i) => loss - theirLosses[i]!),
    groupEqual(rows),
  )
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

/** Of each class its rows, and how many of them are predicted right. */
function hitsOf(probabilities: Float32Array, labels: Int32Array, classCount: number) {
  const counts = Array.from({ length: classCount }, () => ({ rows: 0, hits: 0 }))
  for (const [row, label] of labels.entries()) {
    const scores = probabilities.subarray(row * classCount, (row + 1) * classCount)
    counts[label]!.rows++
    if (indexOfMax(scores) === label) counts[label]!.hits++
  }
  return counts
}

/**
 * The mean of paired differences, and the 5 % and 95 % quantiles of the means of its resamples. Equal rows are drawn together:
 * copies tell no more than one of them does.
 */
export function pairedBootstrap(
  differences: Float64Array,
  { groupOf, groupCount }: Groups,
): { mean: number; low: number; high: number } {
  const sums = new Float64Array(groupCount)
  const sizes = new Uint32Array(groupCount)
  for (const [row, group] of groupOf.entries()) {
    sums[group]! += differences[row]!
    sizes[group]!++
  }
  const random = mulberry32(1)
  const resamples = Math.max(200, Math.min(RESAMPLES, Math.floor(MAX_DRAWS / groupCount)))
  const means = new Float64Array(resamples)
  for (let i = 0; i < resamples; i++) {
    let [sum, size] = [0, 0]
    for (let j = 0; j < groupCount; j++) {
      const group = Math.floor(random() * groupCount)
      sum += sums[group]!
      size += sizes[group]!
    }
    means[i] = sum / size
  }
  means.sort()
  const quantile = (share: number) => round(means[Math.floor(share * (resamples - 1))]!)
  return { mean: round(mean(differences)), low: quantile(0.05), high: quantile(0.95) }
}

const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length
export const show = (value: number) => value.toFixed(3)
