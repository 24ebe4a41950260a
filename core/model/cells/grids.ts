import { sum } from '../../numbers.js'
import type { Booster } from '../booster.js'

/** Half a megabyte. */
const MOST_NUMBERS = 1 << 17
/** A few milliseconds. */
const MOST_ADDITIONS = 1 << 22

/** What the trees of a group tell apart: cells between their thresholds, in each of which all rows come to the same leaves. */
export interface Grid {
  axes: readonly Axis[]
  cellCount: number
}

/** A feature that the trees ask for. */
export interface Axis {
  feature: number
  /** What each place along it begins with: NaN for the missing value, -∞, and the thresholds, ascending. */
  starts: Float32Array
  /** How many cells it is from a place to the next. */
  stride: number
}

/** @returns a grid for each group; undefined where a table of them takes too much memory, or too long to make */
export function gridsOf({ features, values, treeRoots, treeGroups, groupCount }: Booster): Grid[] | undefined {
  const asked = Array.from({ length: groupCount }, (): Asked => new Map())
  for (const [tree, group] of treeGroups.entries()) {
    const own = asked[group]!
    const end = treeRoots[tree + 1] ?? features.length
    for (let node = treeRoots[tree]!; node < end; node++) {
      const feature = features[node]!
      if (feature >= 0) own.set(feature, (own.get(feature) ?? new Set()).add(values[node]!))
    }
    // A large model shows in its first trees.
    if (cellCountOf(own) > MOST_NUMBERS) return undefined
  }
  const grids = asked.map(gridOf)
  // A sum for each cell, and a step into each grid for each place.
  const placeCount = sum(grids.flatMap(({ axes }) => axes.map(({ starts }) => starts.length)))
  const numbers = sum(grids.map(({ cellCount }) => cellCount)) + groupCount * placeCount
  const additions = treeGroups.reduce((all, group) => all + grids[group]!.cellCount, 0)
  return numbers > MOST_NUMBERS || additions > MOST_ADDITIONS ? undefined : grids
}

/** @param thresholds ascending */
export const startsOf = (thresholds: Float32Array) =>
  Float32Array.from([Number.NaN, Number.NEGATIVE_INFINITY, ...thresholds])

/** The thresholds of each feature that the trees of a group ask for. */
type Asked = Map<number, Set<number>>

const cellCountOf = (asked: Asked) => [...asked.values()].reduce((count, { size }) => count * (size + 2), 1)

function gridOf(asked: Asked): Grid {
  const axes: Axis[] = []
  let cellCount = 1
  for (const [feature, thresholds] of asked) {
    const starts = startsOf(Float32Array.from(thresholds).sort())
    axes.push({ feature, starts, stride: cellCount })
    cellCount *= starts.length
  }
  return { axes, cellCount }
}
