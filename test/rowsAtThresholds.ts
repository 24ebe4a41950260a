import type { Booster } from '../core/model/booster.js'
import { thresholdsOf } from '../core/model/thresholds.js'

const SPECIAL = [Number.NaN, 0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 3.4e38, -3.4e38, 1e-45]

/** Rows at a booster's thresholds, right beside them, and at what is no ordinary number. */
export function rowsAtThresholds(booster: Booster, random: () => number, rowCount: number): Float32Array {
  const values = thresholdsOf([booster]).map((own) => [...own].flatMap((it) => [it, beside(it, 1), beside(it, -1)]))
  return Float32Array.from({ length: rowCount * booster.featureCount }, (_, i) => {
    const all = [...(values[i % booster.featureCount] ?? []), ...SPECIAL]
    return all[Math.floor(random() * all.length)]!
  })
}

/** The float32 next to a value, above or below it. */
export function beside(value: number, step: 1 | -1): number {
  const float = Float32Array.of(value)
  const bits = new Int32Array(float.buffer)
  bits[0]! += value > 0 ? step : -step
  return float[0]!
}

/** What floats are to the bit: -0 is not 0. */
export const bitsOf = (values: Float32Array) => [...new Int32Array(values.slice().buffer)]
