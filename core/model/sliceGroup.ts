import type { Booster } from './booster.js'

/** The trees of one group, as a booster of their own that gives their sum. */
export function sliceGroup(booster: Booster, group: number): Booster {
  const { baseMargins, treeRoots, treeGroups, features, values, lefts, defaultRight, covers } = booster
  const nodes: number[] = []
  const roots: number[] = []
  for (let tree = 0; tree < treeRoots.length; tree++) {
    if (treeGroups[tree] !== group) continue
    roots.push(nodes.length)
    const end = treeRoots[tree + 1] ?? features.length
    for (let node = treeRoots[tree]!; node < end; node++) nodes.push(node)
  }
  return {
    ...booster,
    objective: 'reg:squarederror',
    outputCount: 1,
    groupCount: 1,
    baseMargins: baseMargins.slice(group, group + 1),
    treeRoots: Int32Array.from(roots),
    treeGroups: new Int32Array(roots.length),
    features: Int32Array.from(nodes, (node) => features[node]!),
    values: Float32Array.from(nodes, (node) => values[node]!),
    // As far from its parent as it was.
    lefts: Int32Array.from(nodes, (node, at) => (lefts[node]! < 0 ? -1 : lefts[node]! - node + at)),
    defaultRight: Uint8Array.from(nodes, (node) => defaultRight[node]!),
    covers: covers && Float32Array.from(nodes, (node) => covers[node]!),
  }
}
