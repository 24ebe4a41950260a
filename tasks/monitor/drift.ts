import type { Target } from '../../core/dataset/dataset.js'
import { encodeRows, type FeatureValues } from '../../core/model/encode.js'
import type { ClassTarget, Manifest } from '../../core/model/manifest.js'
import type { Model } from '../../core/model/model.js'
import type { Profile } from '../../core/model/profile.js'
import { predictOutputs } from '../../core/model/scores.js'
import { brief, shortest, sum } from '../../core/numbers.js'
import type { Value } from '../../database/tables.js'
import { type Bins, numberBins } from './bins.js'
import { psi, psiByChance } from './psi.js'

/** How far a column has moved from what training saw. */
export interface Drift {
  /** The population stability index; undefined where the bundle keeps nothing to compare with. */
  psi?: number
  /** What chance alone may make of it. */
  psi_by_chance?: number
}

/** Counts the values of a column. */
export interface Tally<Result> {
  add(value: Value): void
  result(): Result
}

export interface FeatureDrift extends Drift {
  /** The share of values outside the range, or the categories, that training saw. */
  outside: number
  /** The share of rows without a value. */
  missing: number
}

/** @param bins undefined where the bundle does not say how the feature was spread */
export function tallyFeature(
  { min, max, categories }: Manifest['features'][number],
  bins: Bins | undefined,
): Tally<FeatureDrift> & { isOutside(value: Value): boolean } {
  const served = bins?.trained.map(() => 0)
  let [rows, outside, missing] = [0, 0, 0]
  const isOutside = (value: Value) =>
    typeof value === 'string'
      ? !categories?.includes(value)
      : value !== null && min !== undefined && max !== undefined && (value < min || value > max)
  return {
    isOutside,
    add(value) {
      rows++
      if (value === null) missing++
      if (isOutside(value)) outside++
      if (bins) served![bins.of(value)]!++
    },
    result: () => ({
      ...driftOf(bins?.trained, served),
      outside: brief(outside / rows),
      missing: brief(missing / rows),
    }),
  }
}

export interface ClassDrift extends Drift {
  /** The share of each class among the predictions for the test rows, and among those that were served. */
  shares: Record<string, [trained: number, served: number]>
}

/** Classes are compared with those that the model predicted for the test rows: it need not predict each as often as it comes. */
export function tallyClasses({ classes, metrics }: ClassTarget): Tally<ClassDrift> {
  const trained = classes.map((_, i) => sum(metrics.test.confusion.map((row) => row[i]!)))
  const served = classes.map(() => 0)
  const share = (counts: number[], i: number) => brief(counts[i]! / sum(counts))
  return {
    add(value) {
      if (value === null) return
      // A boolean is logged as 0 or 1.
      const place = typeof value === 'number' ? value : classes.indexOf(String(value))
      if (place in served) served[place]!++
    },
    result: () => ({
      ...driftOf(trained, served),
      shares: Object.fromEntries(classes.map((name, i) => [name, [share(trained, i), share(served, i)]])),
    }),
  }
}

const QUANTILES = [5, 25, 50, 75, 95]

export interface NumberDrift extends Drift {
  /** By percent: what the model predicts for the rows that its bundle keeps of the test, where it keeps any; and what was served. */
  quantiles: Record<string, [trained: number | null, served: number]>
}

/** @param trained predictions for rows of the test */
export function tallyNumbers(trained: number[] | undefined): Tally<NumberDrift> {
  const bins = trained && numberBins(trained)
  const before = Float64Array.from(trained ?? []).sort()
  const values: number[] = []
  return {
    add(value) {
      if (value !== null) values.push(Number(value))
    },
    result() {
      const served = bins?.trained.map(() => 0)
      for (const value of values) if (bins) served![bins.of(value)]!++
      const now = Float64Array.from(values).sort()
      const at = (sorted: Float64Array, percent: number) =>
        shortest(sorted[Math.floor(((sorted.length - 1) * percent) / 100)]!)
      return {
        ...driftOf(bins?.trained, served),
        quantiles: Object.fromEntries(QUANTILES.map((it) => [it, [trained ? at(before, it) : null, at(now, it)]])),
      }
    },
  }
}

/** What a model predicts of a number for the test rows that its bundle keeps; undefined where it keeps none. */
export function testPredictions({ manifest, boosters }: Model, { sample }: Profile, { name }: Target) {
  if (!sample) return undefined
  const rows = sample.split.flatMap((side, i): FeatureValues[] =>
    side === 'test' ? [Object.fromEntries(manifest.features.map((it) => [it.name, sample.values[it.name]?.[i]]))] : [],
  )
  return rows.length === 0
    ? undefined
    : Array.from(predictOutputs(boosters[name]!, encodeRows(manifest.features, rows)))
}

function driftOf(trained: number[] | undefined, served: number[] | undefined): Drift {
  if (!trained || !served || sum(trained) === 0 || sum(served) === 0) return {}
  return { psi: brief(psi(trained, served)), psi_by_chance: brief(psiByChance(trained, served)) }
}
