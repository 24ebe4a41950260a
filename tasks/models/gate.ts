import { dataset, type TargetName } from '../../core/dataset.js'
import type { Booster } from '../../core/model/booster.js'
import type { Model } from '../../core/model/bundle.js'
import type { Verdict } from '../../core/model/manifest.js'
import { predictProbabilities } from '../../core/model/predict.js'
import { round } from '../../core/model/prediction.js'
import { mulberry32 } from '../random.js'
import type { Split } from '../train/data.js'
import { indexOfMax, logLoss, logLosses } from '../train/metrics.js'
import type { Problem } from '../train/problem.js'

/** What decides whether a new model becomes current: its quality, or its maker. */
export const policies = ['if-better', 'always', 'never'] as const
export type Policy = (typeof policies)[number]

/** A log loss a row that is worse by no more than this is as good: another seed alone moves it by 0.04 on the reference data. */
const TOLERANCE = 0.05

/** A class is lost when its recall falls by more than 25 points, and by three rows at least: one or two are chance. */
const RECALL_FALL = 0.25
const RECALL_ROWS = 3

/** Fewer rows than these, that neither model has learned from, tell nothing. */
const MIN_ROWS = 10

const RESAMPLES = 2000
/** More rows need fewer resamples: their means lie closer. */
const MAX_DRAWS = 2e7

export interface Contender {
  boosters: Record<TargetName, Booster>
  /** What the rows are split by. */
  split?: Split | undefined
  /** The split of the current model, by which `unseen` was told. */
  other?: Split | undefined
}

/** What there is to compare with: the current model, or why there is none to. */
export type Champion = { model: Model } | { absent: string }

/** The test rows of one target, and how frequent each class is in training. */
export interface TestRows {
  all: Problem
  /** Those that a current model of another split has not learned from either. */
  unseen: Problem
  frequencies: readonly number[]
}

/**
 * Judges a candidate against the current model: both predict the same test rows, now. It is not worse when no target's log loss
 * is worse by more than the tolerance and by more than chance (a paired bootstrap: Efron and Tibshirani 1993, chapter 16), and no
 * class's recall has fallen off a cliff. Where nothing can be compared, it must beat guessing.
 */
export function judge(
  candidate: Contender,
  champion: Champion,
  tests: Record<TargetName, TestRows>,
  policy: Policy,
): Verdict {
  const rows = fairRows(candidate, champion, tests)
  const current = rows === 'none' ? { absent: tooFew(champion) } : champion
  const targets: Verdict['targets'] = {}
  for (const { name, labels } of dataset.targets) {
    const model = 'model' in current ? current.model.boosters[name] : undefined
    targets[name] = judgeTarget(
      candidate.boosters[name],
      model,
      rows === 'unseen' ? tests[name].unseen : tests[name].all,
      tests[name].frequencies,
      labels,
    )
  }
  const faults = Object.entries(targets).flatMap(([name, { fault }]) => (fault ? [`${name} ${fault}`] : []))
  const promoted = policy === 'always' || (policy === 'if-better' && faults.length === 0)
  const against = 'model' in current ? current.model.manifest.version : undefined
  return { promoted, says: words(), ...(against && { against }), targets }

  function words() {
    const figures = faults.length > 0 ? faults.join(', ') : summary(targets)
    const forced = policy === 'if-better' ? '' : ` (promotion is set to ${policy})`
    if ('absent' in current) return `${promoted ? 'promoted' : 'not promoted'}, ${current.absent}: ${figures}${forced}`
    return `${promoted ? 'promoted over' : 'kept'} ${against}: ${figures}${forced}`
  }
}

/**
 * Only rows that neither model has learned from make a fair comparison. By one split, they are all test rows; where it is not
 * known what either was split by, all are taken, which can only favour the current model.
 */
function fairRows(
  { split, other }: Contender,
  champion: Champion,
  tests: Record<TargetName, TestRows>,
): 'all' | 'unseen' | 'none' {
  if ('absent' in champion) return 'all'
  const its = champion.model.manifest.dataset.split
  if (!split || !its || isSame(split, its)) return 'all'
  const enough = Object.values(tests).every(({ unseen }) => unseen.labels.length >= MIN_ROWS)
  return enough && other && isSame(other, its) ? 'unseen' : 'none'
}

const isSame = (a: Split, b: Split) => a.seed === b.seed && a.test_fraction === b.test_fraction

function tooFew(champion: Champion): string {
  const version = 'model' in champion ? champion.model.manifest.version : ''
  return `judged alone since ${version} was trained by another split and has learned from nearly all test rows`
}

function judgeTarget(
  candidate: Booster,
  current: Booster | undefined,
  { features, labels }: Problem,
  frequencies: readonly number[],
  classes: readonly string[],
): Verdict['targets'][string] {
  const mine = predictProbabilities(candidate, features)
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
  const theirs = predictProbabilities(current, features)
  const theirLosses = logLosses(theirs, labels, classes.length)
  const difference = pairedBootstrap(losses.map((loss, i) => loss - theirLosses[i]!))
  const before = hitsOf(theirs, labels, classes.length)
  const after = hitsOf(mine, labels, classes.length)
  const recall: Record<string, [number, number]> = {}
  const faults = []
  const compared = { ...result, current: round(mean(theirLosses)), difference, recall }
  if (difference.mean > TOLERANCE && difference.low > 0) {
    faults.push(`log loss ${show(compared.current)} → ${show(result.log_loss)}`)
  }
  for (const [c, name] of classes.entries()) {
    const { rows } = after[c]!
    if (rows === 0) continue
    const lost = before[c]!.hits - after[c]!.hits
    recall[name] = [round(before[c]!.hits / rows), round(after[c]!.hits / rows)]
    if (lost >= RECALL_ROWS && lost / rows > RECALL_FALL) {
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

/** The mean of paired differences, and the 5 % and 95 % quantiles of the means of its resamples. */
export function pairedBootstrap(differences: Float64Array): { mean: number; low: number; high: number } {
  const { length } = differences
  const random = mulberry32(1)
  const resamples = Math.max(200, Math.min(RESAMPLES, Math.floor(MAX_DRAWS / length)))
  const means = new Float64Array(resamples)
  for (let i = 0; i < resamples; i++) {
    let sum = 0
    for (let j = 0; j < length; j++) sum += differences[Math.floor(random() * length)]!
    means[i] = sum / length
  }
  means.sort()
  const quantile = (share: number) => round(means[Math.floor(share * (resamples - 1))]!)
  return { mean: round(mean(differences)), low: quantile(0.05), high: quantile(0.95) }
}

function summary(targets: Verdict['targets']): string {
  const figures = Object.entries(targets).map(([name, { log_loss, current }]) =>
    current === undefined
      ? `${name} log loss ${show(log_loss)}`
      : `${name} log loss ${show(current)} → ${show(log_loss)}`,
  )
  return figures.join(', ')
}

const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length
const show = (value: number) => value.toFixed(3)
