import type { EncodedFeature, FeatureValues } from '../encode.js'
import { firstNotBelow, gridOf } from './grid.js'

/** A feature that may change, and to what. A number without a range or a step is left as it is. */
export interface Changeable extends EncodedFeature {
  /** The range that training saw. */
  readonly min?: number | undefined
  readonly max?: number | undefined
  /** The resolution of the data: a number changes to a multiple of it, such as 0.1 mm or 25 g. */
  readonly step?: number | undefined
}

/** A value that a feature can change to. */
export interface Move {
  readonly to: number | boolean | string
  readonly cost: number
  /** The value in each of the feature's columns. */
  readonly encoded: readonly number[]
}

/** One way to change: up, down, to the other of true and false, or to another category. It has a move at least, and costs ascend. */
export type Way = readonly Move[]

/**
 * All that a feature can change to, as far as the model can tell: of a number, the nearest value in each interval between two thresholds.
 * A missing value stays missing, and so does a category that the model does not know, since that counts as missing.
 *
 * @param categories those that the model knows, in the order of their columns
 * @param thresholds of the feature's first column, ascending
 */
export function waysOf(
  feature: Changeable,
  categories: readonly string[],
  from: FeatureValues[string],
  thresholds: Float32Array,
): Way[] {
  const { kind, min, max, step } = feature
  if (kind === 'boolean' && typeof from === 'boolean') return [[{ to: !from, cost: 1, encoded: [Number(!from)] }]]
  if (kind === 'category' && typeof from === 'string') return categoryWays(feature, categories, from)
  if (kind !== 'number' || typeof from !== 'number') return []
  if (min === undefined || max === undefined || step === undefined || !(min < max) || !(step > 0)) return []
  return numberWays(min, max, step, from, thresholds).filter((moves) => moves.length > 0)
}

function categoryWays(feature: Changeable, categories: readonly string[], from: string): Way[] {
  if (!categories.includes(from)) return []
  return categories
    .filter((to) => to !== from && (feature.categories ?? categories).includes(to))
    .map((to) => [{ to, cost: 1, encoded: categories.map((category) => Number(category === to)) }])
}

function numberWays(min: number, max: number, step: number, from: number, thresholds: Float32Array): Way[] {
  const grid = gridOf(min, max, step)
  const moveTo = (multiple: number): Move => {
    const to = grid.valueAt(multiple)
    return { to, cost: Math.abs(to - from) / (max - min), encoded: [Math.fround(to)] }
  }
  const [up, down]: [Move[], Move[]] = [[], []]
  const above = thresholds.filter((threshold) => threshold <= Math.fround(from)).length
  // An interval goes from one threshold up to the next. Where both have the same first multiple, it holds none of the grid's values.
  const firsts = Array.from(thresholds, (threshold) => firstNotBelow(grid, threshold))
  for (let i = above; i < firsts.length; i++) {
    if (firsts[i]! <= grid.last && firsts[i] !== firsts[i + 1]) up.push(moveTo(firsts[i]!))
  }
  for (let i = above - 1; i >= 0; i--) {
    if (firsts[i]! > grid.first && firsts[i] !== firsts[i - 1]) down.push(moveTo(firsts[i]! - 1))
  }
  return [up, down]
}
