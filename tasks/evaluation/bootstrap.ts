import { mean } from '../../core/numbers.js'
import { mulberry32 } from '../../core/random.js'
import type { Groups } from '../problem.js'

const RESAMPLES = 2000
/** More rows need fewer resamples: their means lie closer. */
const MAX_DRAWS = 2e7

/** A mean, and the interval that holds it nine times in ten. */
export interface Interval {
  mean: number
  low: number
  high: number
}

/**
 * The mean of the rows' losses, or of their paired differences, and the 5 % and 95 % quantiles of the means of its resamples (Efron and
 * Tibshirani 1993, chapter 16). Equal rows are drawn together: copies tell no more than one row does.
 */
export function bootstrap(values: Float64Array, { groupOf, groupCount }: Groups): Interval {
  const sums = new Float64Array(groupCount)
  const sizes = new Uint32Array(groupCount)
  for (const [row, group] of groupOf.entries()) {
    sums[group]! += values[row]!
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
  const quantile = (share: number) => means[Math.floor(share * (resamples - 1))]!
  return { mean: mean(values), low: quantile(0.05), high: quantile(0.95) }
}
