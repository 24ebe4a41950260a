import { bin, quantileSorted } from 'd3-array'
import type { NumberPrediction } from '../../../core/model/predict.js'
import type { Judged } from './judge.js'

/** A test row with how far the model is off: more than 0 where it says too much. */
export interface Residual extends Judged<number> {
  value: number
  off: number
}

/** The furthest off first. */
export const residualsOf = (rows: readonly Judged<number>[]): Residual[] =>
  rows
    .map((row) => {
      const { value } = row.said as NumberPrediction
      return { ...row, value, off: value - row.truth }
    })
    .sort((a, b) => Math.abs(b.off) - Math.abs(a.off))

/** Within how much half of the rows and nine of ten are. */
export function reachOf(rows: readonly Residual[]): { half: number; most: number } {
  const sizes = rows.map(({ off }) => Math.abs(off)).sort((a, b) => a - b)
  return { half: quantileSorted(sizes, 0.5)!, most: quantileSorted(sizes, 0.9)! }
}

/** Bins of round edges over the errors, as many as so many rows bear. */
export function errorBins(rows: readonly Residual[]): { edges: number[]; counts: number[] } {
  const bins = bin()(rows.map(({ off }) => off))
  return { edges: [...bins.map(({ x0 }) => x0!), bins.at(-1)?.x1 ?? 0], counts: bins.map((it) => it.length) }
}
