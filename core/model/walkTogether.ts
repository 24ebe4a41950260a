import type { Booster } from './booster.js'

/** How many rows go down a tree at a time. */
const TOGETHER = 4

/**
 * Adds the leaves of rows to their margins, in the order of the trees, four rows at a time. A step down a tree waits for the one before it;
 * meanwhile the processor takes those of the other rows. None is a branch, which the processor would foresee wrongly every other time.
 *
 * @param rows row by row; what is added for one that lacks a value is wrong
 * @param margins row by row, one for each group
 * @param first with which row it begins
 * @returns the first row that was not walked: up to three at the end are left
 */
export function walkTogether(booster: Booster, rows: Float32Array, margins: Float32Array, first: number): number {
  const { featureCount, groupCount, treeRoots, treeGroups } = booster
  const rowCount = rows.length / featureCount
  const end = rowCount - ((rowCount - first) % TOGETHER)
  if (end === first) return first
  const steps = stepsOf(booster)
  const walked = rows.subarray(first * featureCount, end * featureCount)
  for (let tree = 0; tree < treeRoots.length; tree++) {
    addLeaves(booster, steps, tree, walked, margins.subarray(first * groupCount + treeGroups[tree]!))
  }
  return end
}

function addLeaves(
  { featureCount, groupCount, treeRoots, values }: Booster,
  { features, thresholds, lefts, depths }: Steps,
  tree: number,
  rows: Float32Array,
  margins: Float32Array,
) {
  const root = treeRoots[tree]!
  const depth = depths[tree]!
  let margin = 0
  for (let a = 0; a < rows.length; a += TOGETHER * featureCount) {
    const b = a + featureCount
    const c = b + featureCount
    const d = c + featureCount
    let atA = root
    let atB = root
    let atC = root
    let atD = root
    for (let step = 0; step < depth; step++) {
      atA = lefts[atA]! + Number(rows[a + features[atA]!]! >= thresholds[atA]!)
      atB = lefts[atB]! + Number(rows[b + features[atB]!]! >= thresholds[atB]!)
      atC = lefts[atC]! + Number(rows[c + features[atC]!]! >= thresholds[atC]!)
      atD = lefts[atD]! + Number(rows[d + features[atD]!]! >= thresholds[atD]!)
    }
    margins[margin]! += values[atA]!
    margins[margin + groupCount]! += values[atB]!
    margins[margin + 2 * groupCount]! += values[atC]!
    margins[margin + 3 * groupCount]! += values[atD]!
    margin += TOGETHER * groupCount
  }
}

/** The nodes once more, for walks of equal length: a leaf compares with NaN, and so leads to itself. */
interface Steps {
  features: Int32Array
  thresholds: Float32Array
  lefts: Int32Array
  /** Of each tree. */
  depths: Int32Array
}

/** Made when a booster predicts many rows for the first time. */
const made = new WeakMap<Booster, Steps>()

function stepsOf(booster: Booster): Steps {
  const steps = made.get(booster) ?? makeSteps(booster)
  made.set(booster, steps)
  return steps
}

function makeSteps({ features, values, lefts, treeRoots }: Booster): Steps {
  // Breadth first, a node's children come behind it.
  const levels = new Int32Array(features.length)
  for (let node = 0; node < features.length; node++) {
    if (features[node]! >= 0) levels.fill(levels[node]! + 1, lefts[node]!, lefts[node]! + 2)
  }
  return {
    features: features.map((feature) => Math.max(feature, 0)),
    thresholds: values.map((value, node) => (features[node]! < 0 ? Number.NaN : value)),
    lefts: lefts.map((left, node) => (features[node]! < 0 ? node : left)),
    // The last node of a tree is one of its deepest.
    depths: treeRoots.map((_, tree) => levels[(treeRoots[tree + 1] ?? levels.length) - 1]!),
  }
}
