import type { Booster, Objective } from './booster.js'

/**
 * The probabilities of each class, or the value, for rows of features.
 *
 * The sums are XGBoost's own: float32, leaves in the order of the trees, then the base score.
 *
 * @param rows row by row, `featureCount` values each; NaN is a missing value
 * @returns row by row, `outputCount` values each
 */
export function predictOutputs(booster: Booster, rows: Float32Array): Float32Array {
  const { featureCount, outputCount, groupCount } = booster
  const transform = transforms[booster.objective]
  const rowCount = rows.length / featureCount
  const outputs = new Float32Array(rowCount * outputCount)
  const margins = new Float32Array(groupCount)
  for (let row = 0; row < rowCount; row++) {
    sumLeaves(booster, rows, row * featureCount, margins)
    transform(margins, outputs, row * outputCount)
  }
  return outputs
}

/**
 * The margins of rows of features: what goes into softmax, or into the logistic function.
 *
 * @param rows row by row, `featureCount` values each; NaN is a missing value
 * @returns row by row, `groupCount` values each
 */
export function predictMargins(booster: Booster, rows: Float32Array): Float32Array {
  const rowCount = rows.length / booster.featureCount
  const margins = new Float32Array(rowCount * booster.groupCount)
  for (let row = 0; row < rowCount; row++) {
    const own = margins.subarray(row * booster.groupCount, (row + 1) * booster.groupCount)
    sumLeaves(booster, rows, row * booster.featureCount, own)
  }
  return margins
}

function sumLeaves(booster: Booster, rows: Float32Array, offset: number, margins: Float32Array) {
  const { treeRoots, treeGroups, values, baseMargins } = booster
  margins.fill(0)
  if (hasMissing(rows, offset, booster.featureCount)) {
    for (let tree = 0; tree < treeRoots.length; tree++) {
      margins[treeGroups[tree]!]! += values[leafOfIncomplete(booster, treeRoots[tree]!, rows, offset)]!
    }
  } else addLeavesOfComplete(booster, rows, offset, margins)
  for (let group = 0; group < margins.length; group++) margins[group]! += baseMargins[group]!
}

/**
 * Four trees at a time, until one is at its leaf: each step waits for the one before, and meanwhile the processor takes the other trees'. A
 * comparison is added as a number, as a branch would be foreseen wrongly every other time.
 */
function addLeavesOfComplete(booster: Booster, rows: Float32Array, offset: number, margins: Float32Array) {
  const { features, values, lefts, treeRoots, treeGroups } = booster
  let tree = 0
  for (; tree + 3 < treeRoots.length; tree += 4) {
    let a = treeRoots[tree]!
    let b = treeRoots[tree + 1]!
    let c = treeRoots[tree + 2]!
    let d = treeRoots[tree + 3]!
    let ofA = features[a]!
    let ofB = features[b]!
    let ofC = features[c]!
    let ofD = features[d]!
    while ((ofA | ofB | ofC | ofD) >= 0) {
      a = lefts[a]! + Number(rows[offset + ofA]! >= values[a]!)
      b = lefts[b]! + Number(rows[offset + ofB]! >= values[b]!)
      c = lefts[c]! + Number(rows[offset + ofC]! >= values[c]!)
      d = lefts[d]! + Number(rows[offset + ofD]! >= values[d]!)
      ofA = features[a]!
      ofB = features[b]!
      ofC = features[c]!
      ofD = features[d]!
    }
    margins[treeGroups[tree]!]! += values[leafOfComplete(booster, a, rows, offset)]!
    margins[treeGroups[tree + 1]!]! += values[leafOfComplete(booster, b, rows, offset)]!
    margins[treeGroups[tree + 2]!]! += values[leafOfComplete(booster, c, rows, offset)]!
    margins[treeGroups[tree + 3]!]! += values[leafOfComplete(booster, d, rows, offset)]!
  }
  for (; tree < treeRoots.length; tree++) {
    margins[treeGroups[tree]!]! += values[leafOfComplete(booster, treeRoots[tree]!, rows, offset)]!
  }
}

function leafOfComplete(
  { features, values, lefts }: Booster,
  root: number,
  rows: Float32Array,
  offset: number,
): number {
  let node = root
  for (let feature = features[node]!; feature >= 0; feature = features[node]!) {
    node = lefts[node]! + Number(rows[offset + feature]! >= values[node]!)
  }
  return node
}

function leafOfIncomplete(booster: Booster, root: number, rows: Float32Array, offset: number): number {
  const { features, values, lefts, defaultRight } = booster
  let node = root
  for (let feature = features[node]!; feature >= 0; feature = features[node]!) {
    const value = rows[offset + feature]!
    node = lefts[node]! + (Number.isNaN(value) ? defaultRight[node]! : value < values[node]! ? 0 : 1)
  }
  return node
}

function hasMissing(rows: Float32Array, offset: number, featureCount: number): boolean {
  for (let i = offset; i < offset + featureCount; i++) if (Number.isNaN(rows[i]!)) return true
  return false
}

function softmax(margins: Float32Array, out: Float32Array, offset: number) {
  let max = margins[0]!
  for (let i = 1; i < margins.length; i++) max = Math.max(max, margins[i]!)
  let sum = 0
  for (let i = 0; i < margins.length; i++) {
    const power = Math.fround(Math.exp(margins[i]! - max))
    out[offset + i] = power
    sum += power
  }
  sum = Math.fround(sum)
  for (let i = 0; i < margins.length; i++) out[offset + i]! /= sum
}

function logistic(margins: Float32Array, out: Float32Array, offset: number) {
  const positive = Math.fround(1 / (1 + Math.fround(Math.exp(-margins[0]!))))
  out[offset] = 1 - positive
  out[offset + 1] = positive
}

/** How margins become outputs. */
export const transforms: Record<Objective, (margins: Float32Array, out: Float32Array, offset: number) => void> = {
  'multi:softprob': softmax,
  'binary:logistic': logistic,
  'reg:squarederror': (margins, out, offset) => out.set(margins, offset),
}
