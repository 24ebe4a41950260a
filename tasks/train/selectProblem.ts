import { classesOf, isDiscrete, type Target } from '../../core/dataset/dataset.js'
import type { Split } from '../../database/tables.js'
import { choose, type Problem, pick, subset } from '../problem.js'
import type { TrainingData } from './trainingData.js'

/** All rows, with what the target is to be learned from; NaN is the label of one that has none. */
export function wholeProblem(data: TrainingData, target: Target): Problem {
  const classes = classesOf(target)
  return {
    features: data.features,
    featureCount: data.columns.length,
    labels: data.labels[target.name]!,
    kind: classes ? 'classes' : 'number',
    classCount: classes?.length ?? 0,
    isDiscrete: isDiscrete(data.dataset),
    store: data.store,
  }
}

/**
 * 1 for each row of one side of the split that has a value of the target.
 *
 * @param other takes only the test rows that this split puts into the test too: a model of that split has not learned from them
 */
export function rowsOfSide(data: TrainingData, target: Target, side: 'train' | 'test', other?: Split): Uint8Array {
  const { isTest, testRows } = data
  const all = wholeProblem(data, target)
  const wanted = side === 'test' ? 1 : 0
  const tested = other && testRows.testedBy(other)
  return choose(all, (row) => isTest[row] === wanted && !Number.isNaN(all.labels[row]) && (tested?.[row] ?? 1) === 1)
}

/** The classes or values of these rows. */
export const selectLabels = (...choice: Parameters<typeof rowsOfSide>): Float32Array =>
  pick(wholeProblem(choice[0], choice[1]).labels, rowsOfSide(...choice))

/** A copy of these rows. */
export const selectProblem = (...choice: Parameters<typeof rowsOfSide>): Problem =>
  subset(wholeProblem(choice[0], choice[1]), rowsOfSide(...choice))
