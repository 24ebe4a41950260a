import type { Metrics } from '../../core/model/manifest.js'
import { round } from '../../core/model/predict.js'

type Calibration = NonNullable<Metrics['calibration']>

/** A probability of 0 would make the log loss of one row infinite. */
const MIN_PROBABILITY = 1e-7

/**
 * How good probabilities are, by the definitions of scikit-learn's metrics: accuracy, macro-averaged F1, log loss,
 * precision and recall a class, and the confusion matrix.
 *
 * @param probabilities row by row, one value a class
 * @param labels the true class of each row
 */
export function evaluate(probabilities: Float32Array, labels: Int32Array, classes: readonly string[]): Metrics['test'] {
  const n = classes.length
  const confusion = classes.map(() => classes.map(() => 0))
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!
    const scores = probabilities.subarray(row * n, (row + 1) * n)
    confusion[label]![indexOfMax(scores)]!++
  }
  const perClass = classes.map((_, c) => {
    const hits = confusion[c]![c]!
    const actual = confusion[c]!.reduce((a, b) => a + b, 0)
    const predicted = confusion.reduce((sum, row) => sum + row[c]!, 0)
    return {
      hits,
      actual,
      precision: ratio(hits, predicted),
      recall: ratio(hits, actual),
      f1: ratio(2 * hits, actual + predicted),
    }
  })
  return {
    rows: labels.length,
    accuracy: round(sum(perClass.map((it) => it.hits)) / labels.length),
    macro_f1: round(sum(perClass.map((it) => it.f1)) / n),
    log_loss: round(sum(logLosses(probabilities, labels, n)) / labels.length),
    classes: Object.fromEntries(
      perClass.map(({ precision, recall, actual }, c) => [
        classes[c]!,
        { precision: round(precision), recall: round(recall), rows: actual },
      ]),
    ),
    confusion,
  }
}

/** The log loss of each row. */
export function logLosses(probabilities: Float32Array, labels: Int32Array, classCount: number): Float64Array {
  return Float64Array.from(labels, (label, row) => logLoss(probabilities[row * classCount + label]!))
}

/** The loss of a row whose true class was given this probability. */
export const logLoss = (probability: number) => -Math.log(Math.max(probability, MIN_PROBABILITY))

const BINS = 10

/**
 * How far probabilities can be taken at their word: predictions in bins of equal width by their highest probability, empty
 * bins left out (Guo et al. 2017, section 2).
 */
export function calibrate(probabilities: Float32Array, labels: Int32Array, classCount: number): Calibration {
  const bins = Array.from({ length: BINS }, () => ({ rows: 0, probability: 0, hits: 0 }))
  for (const [row, label] of labels.entries()) {
    const scores = probabilities.subarray(row * classCount, (row + 1) * classCount)
    const best = indexOfMax(scores)
    const bin = bins[Math.min(BINS - 1, Math.floor(scores[best]! * BINS))]!
    bin.rows++
    bin.probability += scores[best]!
    if (best === label) bin.hits++
  }
  return bins.flatMap(({ rows, probability, hits }, i) =>
    rows === 0
      ? []
      : [
          {
            from: i / BINS,
            to: (i + 1) / BINS,
            rows,
            probability: round(probability / rows),
            accuracy: round(hits / rows),
          },
        ],
  )
}

/** Mean and sample standard deviation. */
export function spread(values: number[]): { mean: number; sd: number } {
  const mean = sum(values) / values.length
  const variance = sum(values.map((value) => (value - mean) ** 2)) / (values.length - 1)
  return { mean: round(mean), sd: round(Math.sqrt(variance)) }
}

/**
 * XGBoost's "gain" importance: the mean gain of each feature's splits, here as a share of the sum over all features.
 *
 * @param modelJson a model in XGBoost's JSON format, our own
 */
export function gainImportance(modelJson: string, featureNames: readonly string[]): Record<string, number> {
  const total = featureNames.map(() => 0)
  const splits = featureNames.map(() => 0)
  for (const tree of JSON.parse(modelJson).learner.gradient_booster.model.trees) {
    for (const [node, left] of tree.left_children.entries()) {
      if (left === -1) continue
      total[tree.split_indices[node]]! += tree.loss_changes[node]
      splits[tree.split_indices[node]]!++
    }
  }
  const gains = total.map((gain, feature) => ratio(gain, splits[feature]!))
  const all = sum(gains)
  return Object.fromEntries(featureNames.map((name, feature) => [name, round(ratio(gains[feature]!, all))]))
}

export function indexOfMax(values: ArrayLike<number>): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

const sum = (values: number[] | Float64Array) => {
  let total = 0
  for (const value of values) total += value
  return total
}
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
