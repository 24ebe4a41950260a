import { widthOf } from '../../core/model/encode.js'
import type { Manifest } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { shortest } from '../../core/numbers.js'
import type { TrainingData } from './trainingData.js'
import type { TrainedTarget } from './trainTarget.js'

/** Rows that every reader of the bundle predicts once, to check that it reads the model right. */
const ROWS = 8

/** The rows with what this model predicts for them. */
export function goldenOf(rows: Float32Array[], targets: readonly TrainedTarget[]): Manifest['golden'] {
  return rows.map((values) => ({
    features: Array.from(values, (value) => (Number.isNaN(value) ? null : shortest(value))),
    expected: Object.fromEntries(
      targets.map(({ target, booster }) => [target.name, Array.from(predictOutputs(booster, values), shortest)]),
    ),
  }))
}

/** Rows spread evenly over the data. */
export function realRows({ features, columns, rowCount }: TrainingData): Float32Array[] {
  return Array.from({ length: Math.min(ROWS, rowCount) }, (_, i) => {
    const row = Math.floor((i * rowCount) / ROWS)
    return features.subarray(row * columns.length, (row + 1) * columns.length)
  })
}

/**
 * Rows that are nobody's, for where rows are personal: spread evenly over the range of each number and over the categories, each
 * feature in an order of its own. The last has no value at all.
 */
export function madeUpRows(features: Manifest['features']): Float32Array[] {
  const made = Array.from({ length: ROWS - 1 }, (_, i) =>
    Float32Array.from(
      features.flatMap((feature, f) => {
        // Steps of 1, 2, 3 … 6, each of which reaches all seven places.
        const place = ((i + 1) * ((f % (ROWS - 2)) + 1)) % (ROWS - 1)
        if (feature.kind === 'boolean') return [place % 2]
        const { categories, min = Number.NaN, max = Number.NaN } = feature
        if (categories) return categories.map((_, c) => Number(c === (i + f) % categories.length))
        return [min + ((max - min) * (place + 0.5)) / (ROWS - 1)]
      }),
    ),
  )
  const width = features.reduce((columns, feature) => columns + widthOf(feature), 0)
  return [...made, new Float32Array(width).fill(Number.NaN)]
}
