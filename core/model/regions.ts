import type { Booster } from './booster.js'
import { outputsOf } from './scores.js'

/** What a model says along one column. */
export interface Bands {
  /** From `min` to `max`, one more than there are bands. A band holds its lower edge and not its upper one. */
  edges: number[]
  /** Band by band, `outputCount` values each: probabilities, or the value. */
  outputs: Float32Array
}

/** What a model says in a plane of two columns: a grid of cells, each with one answer. */
export interface Cells {
  /** Edges of the grid's columns, ascending. A cell holds its lower edges and not its upper ones. */
  xs: number[]
  /** Edges of the grid's rows, ascending. */
  ys: number[]
  /** Row by row from the lowest y, cell by cell from the lowest x, `outputCount` values each. */
  outputs: Float32Array
}

/**
 * What the model says as one column goes from `min` to `max` and all else stays. A tree asks only whether a value is below a threshold,
 * so that between two thresholds the answer is the same: these are all the answers, to the last bit those of `predictOutputs`.
 *
 * @param row `featureCount` values, NaN where one is missing; the column's own value does not matter
 * @param thresholds the column's, ascending, at least the booster's own (see `thresholdsOf`). With others, such as those of a slider's
 *   pixels, each band has the answer at its lower edge
 * @param max a threshold just there starts no band: it would have no width
 */
export function bandsOf(
  booster: Booster,
  row: Float32Array,
  column: number,
  thresholds: Float32Array,
  min: number,
  max: number,
): Bands {
  const axis = axisOf(column, thresholds, [min, max])
  return { edges: axis.edges, outputs: outputsOver(booster, row, axis, NO_AXIS) }
}

/**
 * The exact decision map of the plane through a row: the same as `bandsOf`, along two columns at once.
 *
 * @param row `featureCount` values, NaN where one is missing; those of the two columns do not matter
 * @param columns two different ones: x, then y
 * @param thresholds of x, then of y, as for `bandsOf`
 */
export function cellsOf(
  booster: Booster,
  row: Float32Array,
  [xColumn, yColumn]: readonly [number, number],
  [xThresholds, yThresholds]: readonly [Float32Array, Float32Array],
  xRange: readonly [min: number, max: number],
  yRange: readonly [min: number, max: number],
): Cells {
  const [x, y] = [axisOf(xColumn, xThresholds, xRange), axisOf(yColumn, yThresholds, yRange)]
  return { xs: x.edges, ys: y.edges, outputs: outputsOver(booster, row, x, y) }
}

interface Axis {
  column: number
  edges: number[]
  /** A value inside each interval: its lower edge. As float32, since only that is compared. */
  starts: Float32Array
}

/** Of no column, and one interval long. */
const NO_AXIS: Axis = { column: -1, edges: [], starts: new Float32Array(1) }

function axisOf(column: number, thresholds: Float32Array, [min, max]: readonly [number, number]): Axis {
  const [low, high] = [Math.fround(min), Math.fround(max)]
  const inside = thresholds.filter((threshold) => threshold > low && threshold < high)
  return { column, edges: [min, ...inside, max], starts: Float32Array.of(low, ...inside) }
}

/**
 * Each tree adds its leaves to the rectangles of cells that come to them, instead of each cell walking each tree. A cell still gets its
 * leaves one by one, in the order of the trees, so that float32 rounds as in `predictOutputs`.
 */
function outputsOver(booster: Booster, row: Float32Array, x: Axis, y: Axis): Float32Array {
  const { groupCount, treeRoots, treeGroups, baseMargins } = booster
  const [width, height] = [x.starts.length, y.starts.length]
  const cellCount = width * height
  const sums = Array.from({ length: groupCount }, () => new Float32Array(cellCount))
  for (let tree = 0; tree < treeRoots.length; tree++) {
    addLeaves(booster, row, x, y, sums[treeGroups[tree]!]!, treeRoots[tree]!)
  }
  const margins = new Float32Array(cellCount * groupCount)
  for (let cell = 0, at = 0; cell < cellCount; cell++) {
    for (let group = 0; group < groupCount; group++) margins[at++] = sums[group]![cell]! + baseMargins[group]!
  }
  return outputsOf(booster, margins)
}

/** Adds a tree's leaves to the sums of the cells, row by row. */
function addLeaves(
  { features, values, lefts, defaultRight }: Booster,
  row: Float32Array,
  x: Axis,
  y: Axis,
  sums: Float32Array,
  root: number,
) {
  const width = x.starts.length
  /** Below a node, for the cells that come there: columns x0 up to x1 and rows y0 up to y1, both without their ends. */
  function descend(node: number, x0: number, x1: number, y0: number, y1: number) {
    const feature = features[node]!
    const value = values[node]!
    const left = lefts[node]!
    if (feature < 0) {
      for (let start = y0 * width; start < y1 * width; start += width) {
        for (let cell = start + x0; cell < start + x1; cell++) sums[cell]! += value
      }
    } else if (feature === x.column) {
      const middle = firstNotBelow(x.starts, value, x0, x1)
      if (middle > x0) descend(left, x0, middle, y0, y1)
      if (middle < x1) descend(left + 1, middle, x1, y0, y1)
    } else if (feature === y.column) {
      const middle = firstNotBelow(y.starts, value, y0, y1)
      if (middle > y0) descend(left, x0, x1, y0, middle)
      if (middle < y1) descend(left + 1, x0, x1, middle, y1)
    } else {
      const own = row[feature]!
      descend(left + (Number.isNaN(own) ? defaultRight[node]! : own < value ? 0 : 1), x0, x1, y0, y1)
    }
  }
  descend(root, 0, width, 0, y.starts.length)
}

/** The first index from `low` up to `high` whose value is not below the threshold, else `high`. */
function firstNotBelow(ascending: Float32Array, threshold: number, low: number, high: number): number {
  while (low < high) {
    const middle = (low + high) >> 1
    if (ascending[middle]! < threshold) low = middle + 1
    else high = middle
  }
  return low
}
