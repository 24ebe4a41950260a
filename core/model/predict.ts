import type { Booster } from './booster.js'

/**
 * Probabilities of each class for rows of features.
 *
 * The sums are XGBoost's own: float32, leaves in the order of the trees, then the base score.
 *
 * @param rows row by row, `featureCount` values each; NaN is a missing value
 * @returns row by row, `classCount` values each
 */
export function predictProbabilities(booster: Booster, rows: Float32Array): Float32Array {
  const rowCount = rows.length / booster.featureCount
  const probabilities = new Float32Array(rowCount * booster.classCount)
  const margins = new Float32Array(booster.groupCount)
  for (let row = 0; row < rowCount; row++) {
    sumLeaves(booster, rows, row * booster.featureCount, margins)
    if (booster.objective === 'binary:logistic') logistic(margins[0]!, probabilities, row * 2)
    else softmax(margins, probabilities, row * booster.classCount)
  }
  return probabilities
}

function sumLeaves(booster: Booster, rows: Float32Array, offset: number, margins: Float32Array) {
  const { treeRoots, treeGroups, features, values, lefts, rights, missings, baseMargins } = booster
  margins.fill(0)
  for (let tree = 0; tree < treeRoots.length; tree++) {
    let node = treeRoots[tree]!
    for (let feature = features[node]!; feature >= 0; feature = features[node]!) {
      const value = rows[offset + feature]!
      const threshold = values[node]!
      // NaN fails both comparisons.
      if (value < threshold) node = lefts[node]!
      else if (value >= threshold) node = rights[node]!
      else node = missings[node]!
    }
    margins[treeGroups[tree]!]! += values[node]!
  }
  for (let group = 0; group < margins.length; group++) margins[group]! += baseMargins[group]!
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

function logistic(margin: number, out: Float32Array, offset: number) {
  const positive = Math.fround(1 / (1 + Math.fround(Math.exp(-margin))))
  out[offset] = 1 - positive
  out[offset + 1] = positive
}
