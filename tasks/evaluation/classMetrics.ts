import type { ClassMetrics } from '../../core/model/manifest.js'
import { indexOfMax, mean, round, sum } from '../../core/numbers.js'

/** A probability of 0 would make the log loss of one row infinite. */
const MIN_PROBABILITY = 1e-7

/**
 * How good probabilities are, by the definitions of scikit-learn's metrics: accuracy, macro-averaged F1, log loss, precision and recall
 * per class, and the confusion matrix. A class that no row has and that is never predicted does not count.
 *
 * @param probabilities row by row, one value a class
 * @param labels the true class of each row
 */
export function evaluateClasses(
  probabilities: Float32Array,
  labels: Float32Array,
  classes: readonly string[],
): ClassMetrics['test'] {
  const n = classes.length
  const confusion = classes.map(() => classes.map(() => 0))
  for (const [row, label] of labels.entries()) {
    confusion[label]![indexOfMax(probabilities.subarray(row * n, (row + 1) * n))]!++
  }
  const perClass = classes.map((name, c) => {
    const hits = confusion[c]![c]!
    const rows = sum(confusion[c]!)
    const predicted = sum(confusion.map((row) => row[c]!))
    return { name, hits, rows, predicted, f1: ratio(2 * hits, rows + predicted) }
  })
  const present = perClass.filter(({ rows, predicted }) => rows + predicted > 0)
  return {
    rows: labels.length,
    accuracy: round(sum(perClass.map(({ hits }) => hits)) / labels.length),
    macro_f1: round(mean(present.map(({ f1 }) => f1))),
    log_loss: round(mean(logLosses(probabilities, labels, n))),
    classes: Object.fromEntries(
      perClass.map(({ name, hits, rows, predicted }) => [
        name,
        { precision: round(ratio(hits, predicted)), recall: round(ratio(hits, rows)), rows },
      ]),
    ),
    confusion,
  }
}

/** The log loss of each row. */
export function logLosses(probabilities: Float32Array, labels: Float32Array, classCount: number): Float64Array {
  return Float64Array.from(labels, (label, row) => logLoss(probabilities[row * classCount + label]!))
}

/** The loss of a row whose true class was given this probability. */
export const logLoss = (probability: number) => -Math.log(Math.max(probability, MIN_PROBABILITY))

const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
