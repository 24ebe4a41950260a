import type { Booster, Objective } from '../core/model/booster.js'

/**
 * A booster of random trees: each node asks about a random column, at one of its thresholds, or is a leaf. Leaves are tenths, so that
 * sums are often equal but for the rounding of float32.
 *
 * @param thresholds for each column those to choose from
 * @param groupCount how many sums a row needs; the trees take turns
 */
export function randomBooster(
  random: () => number,
  objective: Objective,
  thresholds: readonly (readonly number[])[],
  groupCount: number,
  treeCount: number,
  depth = 4,
): Booster {
  const pick = (count: number) => Math.floor(random() * count)
  const nodes: { feature: number; value: number; left: number; defaultRight: number }[] = []
  const roots: number[] = []
  for (let tree = 0; tree < treeCount; tree++) {
    roots.push(nodes.length)
    // Breadth first, as in a booster: a node's children come after all that are waiting.
    const waiting = [0]
    for (let made = 1; waiting.length > 0; ) {
      const level = waiting.shift()!
      const isLeaf = level === depth || (level > 0 && random() < 0.15)
      const feature = isLeaf ? -1 : pick(thresholds.length)
      const value = isLeaf ? pick(11) / 10 - 0.5 : thresholds[feature]![pick(thresholds[feature]!.length)]!
      nodes.push({ feature, value, left: isLeaf ? -1 : roots[tree]! + made, defaultRight: pick(2) })
      if (isLeaf) continue
      waiting.push(level + 1, level + 1)
      made += 2
    }
  }
  return {
    objective,
    featureNames: [],
    featureCount: thresholds.length,
    outputCount: objective === 'binary:logistic' ? 2 : groupCount,
    groupCount,
    baseMargins: Float32Array.from({ length: groupCount }, () => pick(5) / 10),
    treeRoots: Int32Array.from(roots),
    treeGroups: Int32Array.from(roots, (_, tree) => tree % groupCount),
    features: Int32Array.from(nodes, (node) => node.feature),
    values: Float32Array.from(nodes, (node) => node.value),
    lefts: Int32Array.from(nodes, (node) => node.left),
    defaultRight: Uint8Array.from(nodes, (node) => node.defaultRight),
    covers: undefined,
  }
}
