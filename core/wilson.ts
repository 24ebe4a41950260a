/** Of the standard normal distribution: 90 % lie within this of 0. */
export const Z_90 = 1.6448536269514722

/** Ends of a 90 % interval. */
export interface Interval {
  low: number
  high: number
}

/**
 * The 90 % interval of a share, by its score: right for few rows and for shares near 0 and 1, where the usual ± is not (E. B. Wilson 1927,
 * "Probable inference, the law of succession, and statistical inference", Journal of the American Statistical Association 22, 209–212).
 *
 * @param hits how many of the rows
 */
export function wilson(hits: number, rows: number): Interval {
  if (rows === 0) return { low: 0, high: 1 }
  const share = hits / rows
  const scale = 1 + Z_90 ** 2 / rows
  const middle = (share + Z_90 ** 2 / (2 * rows)) / scale
  const half = (Z_90 / scale) * Math.sqrt((share * (1 - share)) / rows + Z_90 ** 2 / (4 * rows ** 2))
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}
