import { walkBlocks } from '../blocks/walkBlocks.js'
import type { Booster } from '../booster.js'
import { sliceGroup } from '../sliceGroup.js'
import { thresholdsOf } from '../thresholds.js'
import { type Grid, startsOf } from './grids.js'

/** So many cells are predicted at a time. */
const CHUNK = 256

/** The sums of the leaves of all cells, and the way from a row to its own. */
export interface SumTable {
  /** Group by group, cell by cell. */
  sums: Float32Array
  /** Where the sums of each group begin and, as a last entry, where all end. */
  firsts: Int32Array
  /** Of the features that are asked for. */
  columns: readonly Column[]
}

/** How far a feature's values lead into the cells of each group. */
export interface Column {
  feature: number
  /** What each place begins with, as on an axis, for all groups together. */
  starts: Float32Array
  /** Place by place, one for each group. */
  steps: Int32Array
}

/** @returns undefined where trees are too deep to be walked in blocks */
export function makeSumTable(booster: Booster, grids: readonly Grid[]): SumTable | undefined {
  const firsts = new Int32Array(grids.length + 1)
  for (const [group, { cellCount }] of grids.entries()) firsts[group + 1] = firsts[group]! + cellCount
  const sums = new Float32Array(firsts.at(-1)!)
  for (const [group, grid] of grids.entries()) {
    if (!fillSums(sliceGroup(booster, group), grid, sums.subarray(firsts[group]))) return undefined
  }
  const columns = thresholdsOf([booster]).flatMap((thresholds, feature) =>
    thresholds.length > 0 ? [columnOf(feature, startsOf(thresholds), grids)] : [],
  )
  return { sums, firsts, columns }
}

/** In each cell there is a row with what its places begin with: the trees are walked as for any rows. */
function fillSums(trees: Booster, { axes, cellCount }: Grid, sums: Float32Array): boolean {
  const { featureCount } = trees
  const rows = new Float32Array(CHUNK * featureCount)
  const margins = new Float32Array(CHUNK)
  for (let cell = 0; cell < cellCount; cell += CHUNK) {
    for (const { feature, starts, stride } of axes) {
      for (let i = 0; i < CHUNK; i++) {
        rows[i * featureCount + feature] = starts[Math.floor((cell + i) / stride) % starts.length]!
      }
    }
    if (walkBlocks(trees, rows, margins) === 0) return false
    sums.set(margins.subarray(0, cellCount - cell), cell)
  }
  return true
}

function columnOf(feature: number, starts: Float32Array, grids: readonly Grid[]): Column {
  const axes = grids.map((grid) => grid.axes.find((axis) => axis.feature === feature))
  const steps = Array.from(starts, (start) =>
    axes.map((axis) => (axis ? axis.stride * placeOf(start, axis.starts) : 0)),
  )
  return { feature, starts, steps: Int32Array.from(steps.flat()) }
}

/** A value's place is how many starts it reaches; a missing one reaches none. */
const placeOf = (value: number, starts: Float32Array) => starts.filter((start) => value >= start).length
