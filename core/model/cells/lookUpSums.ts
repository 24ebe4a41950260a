import { sum } from '../../numbers.js'
import type { Booster } from '../booster.js'
import { type Grid, gridsOf } from './grids.js'
import { type Column, makeSumTable, type SumTable } from './sumTable.js'

/**
 * Looks up the sums of leaves of rows. Small trees that ask for few features tell few cells apart, and all rows of a cell come to the same
 * leaves: their sum is made once, as float32 and in the order of the trees.
 *
 * @param rows row by row; NaN is a missing value
 * @param margins gets the sums row by row, one for each group
 * @returns how many rows it took: up to three at the end are left, and all where there is no table (yet)
 */
export function lookUpSums(booster: Booster, rows: Float32Array, margins: Float32Array): number {
  const { featureCount, groupCount } = booster
  const rowCount = rows.length / featureCount
  const table = tableFor(booster, rowCount)
  if (!table) return 0
  const { sums, firsts, columns } = table
  const taken = rowCount - (rowCount % 4)
  const cells = new Int32Array(taken * groupCount)
  for (let i = 0; i < cells.length; i += groupCount) {
    for (let group = 0; group < groupCount; group++) cells[i + group] = firsts[group]!
  }
  for (const column of columns) stepAlong(column, rows, featureCount, cells, groupCount)
  for (let i = 0; i < cells.length; i++) margins[i] = sums[cells[i]!]!
  return taken
}

/** Moves each row's cells to the place where its value is: the last one whose start it reaches. */
function stepAlong(
  { feature, starts, steps }: Column,
  rows: Float32Array,
  featureCount: number,
  cells: Int32Array,
  groupCount: number,
) {
  let at = feature
  // Four searches at a time, as in `answerBlock`.
  for (let cell = 0; cell < cells.length; cell += 4 * groupCount) {
    const valueA = rows[at]!
    const valueB = rows[at + featureCount]!
    const valueC = rows[at + 2 * featureCount]!
    const valueD = rows[at + 3 * featureCount]!
    at += 4 * featureCount
    let a = 0
    let b = 0
    let c = 0
    let d = 0
    for (let left = starts.length; left > 1; ) {
      const half = left >> 1
      a += half & -Number(valueA >= starts[a + half]!)
      b += half & -Number(valueB >= starts[b + half]!)
      c += half & -Number(valueC >= starts[c + half]!)
      d += half & -Number(valueD >= starts[d + half]!)
      left -= half
    }
    for (let group = 0; group < groupCount; group++) {
      const to = cell + group
      cells[to]! += steps[a * groupCount + group]!
      cells[to + groupCount]! += steps[b * groupCount + group]!
      cells[to + 2 * groupCount]! += steps[c * groupCount + group]!
      cells[to + 3 * groupCount]! += steps[d * groupCount + group]!
    }
  }
}

/** What is known of a booster that predicted many rows: how many they were, and its grids until there is a table. */
interface Known {
  rowCount: number
  grids: readonly Grid[] | undefined
  table?: SumTable | undefined
}

const known = new WeakMap<Booster, Known>()

/** A table takes as long as so many rows as it has cells. It is made once so many were predicted: most boosters never predict as many. */
function tableFor(booster: Booster, rowCount: number): SumTable | undefined {
  const own = known.get(booster) ?? { rowCount: 0, grids: gridsOf(booster) }
  known.set(booster, own)
  own.rowCount += rowCount
  if (own.grids && own.rowCount >= sum(own.grids.map(({ cellCount }) => cellCount))) {
    own.table = makeSumTable(booster, own.grids)
    own.grids = undefined
  }
  return own.table
}
