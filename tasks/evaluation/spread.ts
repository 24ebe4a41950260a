import { mean, round, sum } from '../../core/numbers.js'

/** Mean and sample standard deviation. */
export function spread(values: readonly number[], rounded = round): { mean: number; sd: number } {
  const average = mean(values)
  const variance = sum(values.map((value) => (value - average) ** 2)) / (values.length - 1)
  return { mean: rounded(average), sd: rounded(Math.sqrt(variance)) }
}
