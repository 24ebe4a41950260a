import type { ClassMetrics } from '../../core/model/manifest.js'
import { indexOfMax, round } from '../../core/numbers.js'

const BINS = 10

/**
 * How far probabilities can be trusted: predictions in bins of equal width by their highest probability, without empty bins (Guo et
 * al. 2017, section 2).
 *
 * @param probabilities row by row, one value a class
 * @param labels the true class of each row
 */
export function calibrate(
  probabilities: Float32Array,
  labels: Float32Array,
  classCount: number,
): NonNullable<ClassMetrics['calibration']> {
  const bins = Array.from({ length: BINS }, () => ({ rows: 0, probability: 0, hits: 0 }))
  for (const [row, label] of labels.entries()) {
    const scores = probabilities.subarray(row * classCount, (row + 1) * classCount)
    const best = indexOfMax(scores)
    const bin = bins[Math.min(BINS - 1, Math.floor(scores[best]! * BINS))]!
    bin.rows++
    bin.probability += scores[best]!
    if (best === label) bin.hits++
  }
  const described = bins.map(({ rows, probability, hits }, i) => ({
    from: i / BINS,
    to: (i + 1) / BINS,
    rows,
    probability: round(probability / rows),
    accuracy: round(hits / rows),
  }))
  return described.filter(({ rows }) => rows > 0)
}
