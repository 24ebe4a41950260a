import type { Booster } from '../booster.js'

/**
 * What the path to a leaf demands of one feature, over all its nodes, and how many rows meet it: the share of the training rows
 * at those nodes that go on towards the leaf, by cover.
 */
export interface Condition {
  readonly feature: number
  /** The value is at least this; NaN means no bound. */
  readonly min: number
  /** The value is below this; NaN means no bound. */
  readonly limit: number
  /** Whether a missing value goes this way too. */
  readonly missing: boolean
  readonly share: number
}

/** A leaf by its path: one condition for each feature on the way. */
export interface LeafPath {
  readonly group: number
  readonly value: number
  readonly conditions: readonly Condition[]
}

/** The paths to all leaves of all trees. */
export function leafPaths(booster: Booster, covers: Float32Array): LeafPath[] {
  const { treeRoots, treeGroups, features, values, lefts, defaultRight } = booster
  const leaves: LeafPath[] = []
  for (let tree = 0; tree < treeRoots.length; tree++) {
    const end = treeRoots[tree + 1] ?? features.length
    // Parents come before their children.
    const paths = new Map<number, readonly Condition[]>([[treeRoots[tree]!, []]])
    for (let node = treeRoots[tree]!; node < end; node++) {
      const conditions = paths.get(node)!
      paths.delete(node)
      const [feature, value, left] = [features[node]!, values[node]!, lefts[node]!]
      if (feature < 0) {
        leaves.push({ group: treeGroups[tree]!, value, conditions })
        continue
      }
      // The children's sum, not the parent's own cover: then shares add up to 1 despite rounding.
      const cover = covers[left]! + covers[left + 1]!
      const below = { feature, min: Number.NaN, limit: value, missing: defaultRight[node] === 0 }
      const above = { feature, min: value, limit: Number.NaN, missing: defaultRight[node] === 1 }
      paths.set(left, narrow(conditions, { ...below, share: covers[left]! / cover }))
      paths.set(left + 1, narrow(conditions, { ...above, share: covers[left + 1]! / cover }))
    }
  }
  return leaves
}

/** The conditions with one more; where both bound a feature, the tighter bound counts. */
function narrow(conditions: readonly Condition[], more: Condition): readonly Condition[] {
  const same = conditions.find(({ feature }) => feature === more.feature)
  if (!same) return [...conditions, more]
  const both = {
    feature: more.feature,
    min: more.min <= same.min || Number.isNaN(more.min) ? same.min : more.min,
    limit: more.limit >= same.limit || Number.isNaN(more.limit) ? same.limit : more.limit,
    missing: more.missing && same.missing,
    share: more.share * same.share,
  }
  return conditions.map((it) => (it === same ? both : it))
}
