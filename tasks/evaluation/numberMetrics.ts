import type { NumberMetrics } from '../../core/model/manifest.js'
import { mean, round, shortest, sum } from '../../core/numbers.js'

/**
 * How good predicted numbers are, by the definitions of scikit-learn's metrics: root mean squared error and mean absolute error, in the
 * target's unit, and R², the share of the variance that is explained. Where all true values are equal R² is 0, or 1 if all are hit.
 */
export function evaluateNumbers(predicted: Float32Array, values: Float32Array): NumberMetrics['test'] {
  const errors = squaredErrors(predicted, values)
  const average = mean(values)
  const [residual, total] = [sum(errors), sum(Float64Array.from(values, (value) => (value - average) ** 2))]
  return {
    rows: values.length,
    rmse: shortest(Math.sqrt(residual / values.length)),
    mae: shortest(mean(errors.map(Math.sqrt))),
    r2: total === 0 ? Number(residual === 0) : round(1 - residual / total),
  }
}

/** The squared error of each row. */
export function squaredErrors(predicted: Float32Array, values: Float32Array): Float64Array {
  return Float64Array.from(values, (value, row) => (predicted[row]! - value) ** 2)
}
