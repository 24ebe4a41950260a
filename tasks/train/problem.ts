import { dataset, type TargetName } from '../../core/dataset.js'
import type { Split } from '../database/tables.js'
import { splitBy, type TrainingData } from './trainingData.js'

/** What to learn, or to be judged by: a matrix and a class for each of its rows. */
export interface Problem {
  /** Row by row, `featureCount` values each; NaN is a missing value. */
  features: Float32Array
  featureCount: number
  /** For each row its class, from 0. */
  labels: Int32Array
  classCount: number
}

/**
 * The rows of one side of the split that have a label for the target.
 *
 * @param other of the test rows, only those that are for the test by this split too: a model of it has not learned from them
 */
export function selectProblem(
  data: TrainingData,
  target: TargetName,
  classes: readonly string[],
  side: 'train' | 'test',
  other?: Split,
): Problem {
  const labels = data.labels[target]
  const all = { features: data.features, featureCount: dataset.features.length, labels, classCount: classes.length }
  const chosen = (row: number) =>
    data.isTest[row] === (side === 'test' ? 1 : 0) && (!other || splitBy(data.testRows.get(row)!, other) === 'test')
  return subset(all, (row) => labels[row] !== -1 && chosen(row))
}

/** The rows of a problem for which `keep` holds. */
export function subset(problem: Problem, keep: (row: number) => boolean): Problem {
  const { features, featureCount, labels } = problem
  const rows = Int32Array.from(labels.keys()).filter(keep)
  const kept = new Float32Array(rows.length * featureCount)
  for (const [i, row] of rows.entries()) {
    kept.set(features.subarray(row * featureCount, (row + 1) * featureCount), i * featureCount)
  }
  return { ...problem, features: kept, labels: rows.map((row) => labels[row]!) }
}

/** Of each row the number of its group, from 0; rows of equal features make a group. */
export interface Groups {
  groupOf: Uint32Array
  groupCount: number
}

/** Groups rows by their features, in the order in which they come. */
export function groupEqual({ features, featureCount, labels }: Problem): Groups {
  const bytes = Buffer.from(features.buffer, features.byteOffset, features.byteLength)
  const width = featureCount * features.BYTES_PER_ELEMENT
  const groups = new Map<string, number>()
  const groupOf = new Uint32Array(labels.length)
  for (let row = 0; row < labels.length; row++) {
    const content = bytes.toString('latin1', row * width, (row + 1) * width)
    const group = groups.get(content) ?? groups.size
    groups.set(content, group)
    groupOf[row] = group
  }
  return { groupOf, groupCount: groups.size }
}
