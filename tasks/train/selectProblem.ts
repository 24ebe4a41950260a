import { classesOf, isDiscrete, type Target } from '../../core/dataset/dataset.js'
import type { Split } from '../../database/tables.js'
import { type Problem, subset } from '../problem.js'
import type { TrainingData } from './trainingData.js'

/** The classes or values of the rows of one side of the split that have one. */
export function selectLabels({ labels, isTest }: TrainingData, target: Target, side: 'train' | 'test'): Float32Array {
  const wanted = side === 'test' ? 1 : 0
  return labels[target.name]!.filter((label, row) => isTest[row] === wanted && !Number.isNaN(label))
}

/**
 * The rows of one side of the split that have a value of the target.
 *
 * @param other takes only the test rows that this split puts into the test too: a model of that split has not learned from them
 */
export function selectProblem(data: TrainingData, target: Target, side: 'train' | 'test', other?: Split): Problem {
  const { features, isTest, testRows } = data
  const labels = data.labels[target.name]!
  const classes = classesOf(target)
  const all: Problem = {
    features,
    featureCount: data.columns.length,
    labels,
    kind: classes ? 'classes' : 'number',
    classCount: classes?.length ?? 0,
    isDiscrete: isDiscrete(data.dataset),
  }
  const wanted = side === 'test' ? 1 : 0
  const tested = other && testRows.testedBy(other)
  return subset(all, (row) => isTest[row] === wanted && !Number.isNaN(labels[row]) && (tested?.has(row) ?? true))
}
