import type { Booster, Objective } from '../core/model/booster.js'

/** A booster of trees with two leaves each, told apart by a feature at 0.5: below, then above. */
export function stumps(
  objective: Objective,
  featureCount: number,
  groupCount: number,
  ...trees: [feature: number, below: number, above: number][]
): Booster {
  return {
    objective,
    featureNames: [],
    featureCount,
    outputCount: objective === 'binary:logistic' ? 2 : groupCount,
    groupCount,
    baseMargins: new Float32Array(groupCount),
    treeRoots: Int32Array.from(trees, (_, tree) => 3 * tree),
    treeGroups: new Int32Array(trees.length),
    features: Int32Array.from(trees.flatMap(([feature]) => [feature, -1, -1])),
    values: Float32Array.from(trees.flatMap(([, below, above]) => [0.5, below, above])),
    lefts: Int32Array.from(trees.flatMap((_, tree) => [3 * tree + 1, -1, -1])),
    defaultRight: new Uint8Array(3 * trees.length),
    covers: undefined,
  }
}
