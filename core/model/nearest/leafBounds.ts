import type { Booster } from '../booster.js'

/** A box of rows: for each column the lowest and the highest value, float32; NaN in both where a value is missing. */
export interface Bounds {
  readonly low: Float32Array
  readonly high: Float32Array
}

/** The lowest and the highest leaf of a tree. */
export interface LeafBounds {
  least: number
  most: number
}

/**
 * @returns the bounds of the leaves below a node that rows of a box come to: for each call the same object, written anew. The box is
 *   narrowed on the way down, and at the end what it was
 */
export function makeLeafBounds({ features, values, lefts, defaultRight }: Booster) {
  const bounds: LeafBounds = { least: 0, most: 0 }

  function visit(node: number, low: Float32Array, high: Float32Array): void {
    const feature = features[node]!
    const value = values[node]!
    if (feature < 0) {
      if (value < bounds.least) bounds.least = value
      if (value > bounds.most) bounds.most = value
      return
    }
    const left = lefts[node]!
    const [from, to] = [low[feature]!, high[feature]!]
    if (Number.isNaN(from)) visit(left + defaultRight[node]!, low, high)
    else if (to < value) visit(left, low, high)
    else if (from >= value) visit(left + 1, low, high)
    else {
      high[feature] = value
      visit(left, low, high)
      high[feature] = to
      low[feature] = value
      visit(left + 1, low, high)
      low[feature] = from
    }
  }

  return (root: number, { low, high }: Bounds): LeafBounds => {
    bounds.least = Number.POSITIVE_INFINITY
    bounds.most = Number.NEGATIVE_INFINITY
    visit(root, low, high)
    return bounds
  }
}
