import type { Booster } from '../../core/model/booster.js'
import { encodeRows, type FeatureValues, widthOf } from '../../core/model/encode.js'
import type { Model } from '../../core/model/model.js'
import { bandsOf, type Cells, cellsOf } from '../../core/model/regions.js'
import { thresholdsOf } from '../../core/model/thresholds.js'

/** A feature and the part of it that is drawn; a `Field` is one. */
export interface Side {
  name: string
  low: number
  high: number
}

/** A map is made in time for the next frame while a value is dragged; in a moment once it rests. In additions of leaves. */
export const [FRAME_WORK, REST_WORK] = [500_000, 100_000_000]

/** What a model says of one target in a plane through a row. */
export interface Plane {
  /** The row without what the plane goes along: a map stays as it is while this does. */
  held(row: FeatureValues): Float32Array
  /** The cells of the plane through a row: the exact ones, or as many samples as the work allows. */
  cells(held: Float32Array, work: number): Cells & { exact: boolean }
}

/**
 * The plane along two features, or the line along one: its cells are then one row from 0 to 1.
 *
 * @returns undefined where the model lacks the target or a feature
 */
export function makePlane(model: Model, target: string, x: Side, y: Side | undefined): Plane | undefined {
  const { features } = model.manifest
  const booster = model.boosters[target]
  const columns = (y ? [x, y] : [x]).map(({ name }) => columnOf(features, name))
  if (!booster || columns.includes(-1)) return undefined
  const thresholds = thresholdsOf([booster])
  const sides = (y ? [x, y] : [x]).map((side, i) => ({ ...side, thresholds: inside(thresholds[columns[i]!]!, side) }))
  const count = sides.reduce((product, it) => product * (it.thresholds.length + 1), 1)
  return {
    held(row) {
      const encoded = encodeRows(features, [row])
      for (const column of columns) encoded[column] = Number.NaN
      return encoded
    },
    cells(held, work) {
      const most = work / workOf(booster)
      const exact = count <= most
      const along = sides.map((side) => (exact ? side.thresholds : samples(side, most ** (1 / sides.length))))
      const cells = cellsAlong(booster, held, columns, along, x, y)
      return exact
        ? { ...cells, exact }
        : { ...cells, exact, xs: halfBack(cells.xs), ys: y ? halfBack(cells.ys) : cells.ys }
    },
  }
}

function cellsAlong(
  booster: Booster,
  held: Float32Array,
  [column, other]: number[],
  along: Float32Array[],
  x: Side,
  y?: Side,
) {
  if (y) {
    const ranges = [x, y].map(({ low, high }) => [low, high] as const)
    return cellsOf(booster, held, [column!, other!], [along[0]!, along[1]!], ranges[0]!, ranges[1]!)
  }
  const { edges, outputs } = bandsOf(booster, held, column!, along[0]!, x.low, x.high)
  return { xs: edges, ys: [0, 1], outputs }
}

/** Each tree adds a leaf to each cell, and each output is worth some more for its exponential. */
const workOf = ({ treeRoots, outputCount }: Booster) => treeRoots.length + 10 * outputCount

function columnOf(features: Model['manifest']['features'], name: string): number {
  const at = features.findIndex((it) => it.name === name)
  return at < 0 ? -1 : features.slice(0, at).reduce((sum, it) => sum + widthOf(it), 0)
}

const inside = (thresholds: Float32Array, { low, high }: Side) => thresholds.filter((it) => it > low && it < high)

/** The middles of equal cells. */
function samples({ low, high }: Side, count: number) {
  const most = Math.max(1, Math.floor(count) - 1)
  return Float32Array.from({ length: most }, (_, i) => low + ((i + 0.5) * (high - low)) / most)
}

/** A cell has the answer of its lower edge, where the sample stands: half a cell back, the sample is in its middle. */
function halfBack(edges: number[]) {
  const half = edges.length > 3 ? (edges[2]! - edges[1]!) / 2 : 0
  return edges.map((edge, i) => (i === 0 || i === edges.length - 1 ? edge : edge - half))
}
