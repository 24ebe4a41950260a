import type { Booster } from './booster.js'

/**
 * Some rounds of a booster, as a booster of its own that starts from the same margins.
 *
 * @param from the first round, from 0
 * @param to the round behind the last one
 */
export function sliceRounds(booster: Booster, from: number, to: number): Booster {
  const { groupCount, treeRoots, treeGroups, features, values, lefts, defaultRight, covers } = booster
  const trees = [from * groupCount, to * groupCount] as const
  const [start, end] = trees.map((tree) => treeRoots[tree] ?? features.length) as [number, number]
  return {
    ...booster,
    treeRoots: treeRoots.slice(...trees).map((root) => root - start),
    treeGroups: treeGroups.slice(...trees),
    features: features.slice(start, end),
    values: values.slice(start, end),
    lefts: lefts.slice(start, end).map((left) => (left === -1 ? -1 : left - start)),
    defaultRight: defaultRight.slice(start, end),
    covers: covers?.slice(start, end),
  }
}
