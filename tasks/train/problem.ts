import { dataset, type TargetName } from '../../core/dataset.js'
import type { TrainingData } from './data.js'

/** What to learn, or to be judged by: a matrix and a class for each of its rows. */
export interface Problem {
  /** Row by row, `featureCount` values each; NaN is a missing value. */
  features: Float32Array
  featureCount: number
  /** For each row its class, from 0. */
  labels: Int32Array
  classCount: number
}

/** The rows of one split that have a label for the target; `unseen` are the test rows that another model has not learned from either. */
export function selectProblem(
  data: TrainingData,
  target: TargetName,
  classes: readonly string[],
  split: 'train' | 'test' | 'unseen',
): Problem {
  const labels = data.labels[target]
  const all = { features: data.features, featureCount: dataset.features.length, labels, classCount: classes.length }
  const chosen = (row: number) =>
    split === 'unseen' ? data.unseen?.rows[row] === 1 : data.isTest[row] === (split === 'test' ? 1 : 0)
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
