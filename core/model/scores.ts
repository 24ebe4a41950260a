import { FEWEST_ROWS, walkBlocks } from './blocks/walkBlocks.js'
import type { Booster, Objective } from './booster.js'
import { lookUpSums } from './cells/lookUpSums.js'
import { walkTogether } from './walkTogether.js'

/**
 * The probabilities of each class, or the value, for rows of features.
 *
 * The sums are XGBoost's own: float32, leaves in the order of the trees, then the base score.
 *
 * @param rows row by row, `featureCount` values each; NaN is a missing value
 * @returns row by row, `outputCount` values each
 */
export function predictOutputs(booster: Booster, rows: Float32Array): Float32Array {
  return outputsOf(booster, predictMargins(booster, rows))
}

/** Outputs of margins: row by row both. */
export function outputsOf({ objective, groupCount, outputCount }: Booster, margins: Float32Array): Float32Array {
  const outputs = new Float32Array((margins.length / groupCount) * outputCount)
  transforms[objective](margins, outputs, groupCount)
  return outputs
}

/**
 * The margins of rows of features: what goes into softmax, or into the logistic function.
 *
 * @param rows row by row, `featureCount` values each; NaN is a missing value
 * @returns row by row, `groupCount` values each
 */
export function predictMargins(booster: Booster, rows: Float32Array): Float32Array {
  const { featureCount, groupCount, baseMargins } = booster
  const rowCount = rows.length / featureCount
  const margins = new Float32Array(rowCount * groupCount)
  const taken = rowCount < FEWEST_ROWS ? 0 : lookUpSums(booster, rows, margins) || walkBlocks(booster, rows, margins)
  const together = walkTogether(booster, rows, margins, taken)
  for (let row = taken; row < rowCount; row++) {
    // Together, rows that lack values took wrong ways.
    const isIncomplete = hasMissing(rows, row * featureCount, featureCount)
    if (row >= together || isIncomplete) {
      walkAlone(booster, rows, row * featureCount, margins, row * groupCount, isIncomplete)
    }
  }
  for (let at = 0; at < margins.length; at += groupCount) {
    for (let group = 0; group < groupCount; group++) margins[at + group]! += baseMargins[group]!
  }
  return margins
}

/** Sums the leaves of the row at `offset` into the margins from `to` on. */
function walkAlone(
  booster: Booster,
  rows: Float32Array,
  offset: number,
  margins: Float32Array,
  to: number,
  isIncomplete: boolean,
) {
  const { treeRoots, treeGroups, values, groupCount } = booster
  const findLeaf = isIncomplete ? leafOfIncomplete : leafOfComplete
  margins.fill(0, to, to + groupCount)
  for (let tree = 0; tree < treeRoots.length; tree++) {
    margins[to + treeGroups[tree]!]! += values[findLeaf(booster, treeRoots[tree]!, rows, offset)]!
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

function softmax(margins: Float32Array, outputs: Float32Array, groupCount: number) {
  for (let start = 0; start < margins.length; start += groupCount) {
    const end = start + groupCount
    let max = margins[start]!
    for (let i = start + 1; i < end; i++) max = Math.max(max, margins[i]!)
    let sum = 0
    for (let i = start; i < end; i++) {
      const below = margins[i]! - max
      // Of the highest it is known.
      const power = below === 0 ? 1 : Math.fround(Math.exp(below))
      outputs[i] = power
      sum += power
    }
    sum = Math.fround(sum)
    for (let i = start; i < end; i++) outputs[i]! /= sum
  }
}

function logistic(margins: Float32Array, outputs: Float32Array) {
  for (let row = 0; row < margins.length; row++) {
    const positive = Math.fround(1 / (1 + Math.fround(Math.exp(-margins[row]!))))
    outputs[2 * row] = 1 - positive
    outputs[2 * row + 1] = positive
  }
}

const transforms: Record<Objective, (margins: Float32Array, outputs: Float32Array, groupCount: number) => void> = {
  'multi:softprob': softmax,
  'binary:logistic': logistic,
  'reg:squarederror': (margins, outputs) => outputs.set(margins),
}
