import type { ColumnProfile, Sample } from '../../core/model/profile.js'
import { sum } from '../../core/numbers.js'
import type { Value } from '../../database/tables.js'

/** Numbers fall into so many bins, which held about as many rows each in training. */
const BINS = 10

/** A column in bins; the last one holds what is missing. */
export interface Bins {
  /** Rows a bin, in training. */
  trained: number[]
  /** The bin of a logged value. */
  of(value: Value): number
}

/**
 * The bins of a column: its categories, or of a number the deciles of the rows that the profile keeps. Where it keeps counts alone, the
 * bins of these are put together to about a tenth each.
 */
export function binsOf(column: ColumnProfile, sample: Sample['values'][string] | undefined): Bins {
  const { categories, edges, counts, missing } = column
  if (categories) {
    const places = new Map<Value, number>(categories.map((it, i) => [it, i]))
    // A boolean is logged as 0 or 1.
    return {
      trained: [...counts, missing],
      of: (it) => (typeof it === 'number' ? it : places.get(it)) ?? counts.length,
    }
  }
  if (sample) return numberBins(sample.map((it) => (typeof it === 'number' ? it : null)))
  const cuts = joined(edges ?? [], counts)
  const bins = numbers(cuts)
  for (const [i, count] of counts.entries()) bins.trained[bins.of(edges![i]!)]! += count
  bins.trained[cuts.length + 1] = missing
  return bins
}

/** The bins of numbers, by their own deciles. */
export function numberBins(values: readonly (number | null)[]): Bins {
  const sorted = Float32Array.from(values.filter((it) => it !== null)).sort()
  const deciles = Array.from({ length: BINS - 1 }, (_, i) => sorted[Math.floor((sorted.length * (i + 1)) / BINS)]!)
  const bins = numbers([...new Set(deciles)].filter((cut) => cut > sorted[0]!))
  for (const value of values) bins.trained[bins.of(value)]!++
  return bins
}

/** A value on a cut is in the bin above it. Compared as float32, as models do. */
function numbers(cuts: readonly number[]): Bins {
  const exact = Float32Array.from(cuts)
  return {
    trained: Array(cuts.length + 2).fill(0),
    of(value) {
      if (value === null) return cuts.length + 1
      const number = Math.fround(Number(value))
      let bin = 0
      while (bin < exact.length && number >= exact[bin]!) bin++
      return bin
    },
  }
}

/** The edges at which a tenth more of the rows lies below. */
function joined(edges: readonly number[], counts: readonly number[]): number[] {
  const all = sum(counts)
  const cuts: number[] = []
  let [below, tenth] = [0, 1]
  for (const [i, count] of counts.slice(0, -1).entries()) {
    below += count
    if (below === 0 || below === all || (below * BINS) / all < tenth) continue
    cuts.push(edges[i + 1]!)
    tenth = Math.floor((below * BINS) / all) + 1
  }
  return cuts
}
