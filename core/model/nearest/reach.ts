import type { Booster } from '../booster.js'
import { type Bounds, makeLeafBounds } from './leafBounds.js'

/** Whether the model can predict a wanted class somewhere in a box. */
export type Reach = (box: Bounds) => boolean

/**
 * Prepares for boxes around a row. Where such a box's answer is no, the model predicts no wanted class in it; where it is yes, perhaps it
 * does: what each tree says at least and at most is added up, and no row may be at the ends of all trees at once.
 *
 * @param row the encoded row, `featureCount` values, NaN where one is missing
 * @param wanted by class, in the order of the outputs
 * @returns from the columns in which boxes will differ from the row, their `Reach`: only trees that look at those are walked
 */
export function makeReach(
  booster: Booster,
  row: Float32Array,
  wanted: readonly boolean[],
): (columns: readonly number[]) => Reach {
  const { treeRoots, treeGroups, groupCount, outputCount } = booster
  const boundsOf = makeLeafBounds(booster)
  const point = { low: row.slice(), high: row.slice() }
  const leaves = Array.from(treeRoots, (root) => boundsOf(root, point).least)
  const treeIndexes = Int32Array.from(treeRoots.keys())
  const treesBy = treesByColumn(booster)
  const slack = slackOf(booster)
  // Two classes share one margin, the second's: the first has 0.
  const shift = outputCount - groupCount
  const margins = new Float64Array(outputCount)
  margins.set(booster.baseMargins, shift)
  for (const [tree, leaf] of leaves.entries()) margins[treeGroups[tree]! + shift]! += leaf

  return (columns) => {
    const isIn = new Uint8Array(treeRoots.length)
    for (const column of columns) for (const tree of treesBy[column]!) isIn[tree] = 1
    const trees = treeIndexes.filter((tree) => isIn[tree] === 1)
    const others = margins.slice()
    for (const tree of trees) others[treeGroups[tree]! + shift]! -= leaves[tree]!
    return (box) => {
      const [least, most] = [others.slice(), others.slice()]
      for (const tree of trees) {
        const label = treeGroups[tree]! + shift
        const bounds = boundsOf(treeRoots[tree]!, box)
        least[label]! += bounds.least
        most[label]! += bounds.most
      }
      let toBeat = least[0]!
      for (const margin of least) toBeat = Math.max(toBeat, margin)
      return wanted.some((isWanted, label) => isWanted && most[label]! >= toBeat - slack)
    }
  }
}

/** For each column the trees that look at it, ascending. */
function treesByColumn({ featureCount, features, treeRoots }: Booster): number[][] {
  const trees: number[][] = Array.from({ length: featureCount }, () => [])
  for (let tree = 0; tree < treeRoots.length; tree++) {
    const nodes = features.subarray(treeRoots[tree], treeRoots[tree + 1])
    for (const column of new Set(nodes)) if (column >= 0) trees[column]!.push(tree)
  }
  return trees
}

/**
 * How far the model's own margins can be from the sums here, which are more exact. A float32 sum is off by half a unit in the last place
 * each time something is added, at most of the sum of all sizes; and margins a few units apart may come to equal probabilities.
 */
function slackOf({ treeRoots, features, values, baseMargins }: Booster): number {
  let size = baseMargins.reduce((max, margin) => Math.max(max, Math.abs(margin)), 1)
  for (let tree = 0; tree < treeRoots.length; tree++) {
    let largest = 0
    const end = treeRoots[tree + 1] ?? features.length
    for (let node = treeRoots[tree]!; node < end; node++) {
      if (features[node]! < 0) largest = Math.max(largest, Math.abs(values[node]!))
    }
    size += largest
  }
  return 2 ** -22 * (treeRoots.length + 4) * size
}
