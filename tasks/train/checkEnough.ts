import { classesOf, type Target } from '../../core/dataset/dataset.js'
import { UserError } from '../../core/errors.js'
import type { Database } from '../../database/database.js'
import { FOLDS } from './crossValidate.js'
import { likelyCause } from './likelyCause.js'
import { selectLabels } from './selectProblem.js'
import type { TrainingData } from './trainingData.js'

/** With more classes than these, a class may have no row to test on: it then does not count in the test's figures. */
const EACH_TESTED = 10

/** To judge a number takes two rows per fold at least, and two to compute R² on the test. */
const NUMBER_ROWS = { train: 2 * FOLDS, test: 2 }

/**
 * @throws UserError TOO_FEW_ROWS when a target, or one of its classes, has too few rows for the folds or the test, with the likely
 *   cause
 */
export async function checkEnough(database: Database, data: TrainingData) {
  for (const target of data.dataset.targets) {
    const [train, test] = [selectLabels(data, target, 'train'), selectLabels(data, target, 'test')]
    const lack = lackOf(target, train, test)
    if (lack) throw new UserError('TOO_FEW_ROWS', `${lack}${await wayOut(database, target)}`)
  }
}

/** What is lacking, in words. */
function lackOf(target: Target, train: Float32Array, test: Float32Array): string | undefined {
  const classes = classesOf(target)
  if (!classes) return lackOfNumber(target.name, train, test)
  const needed = { train: FOLDS, test: classes.length > EACH_TESTED ? 0 : 1 }
  const [trained, tested] = [countClasses(train, classes.length), countClasses(test, classes.length)]
  for (const [c, label] of classes.entries()) {
    const lack = lackOfRows(`${target.name} ${label}`, trained[c]!, tested[c]!, needed)
    if (lack) return lack
  }
  return test.length > 0 ? undefined : lackOfRows(target.name, train.length, 0, { train: 0, test: 1 })
}

function lackOfNumber(name: string, train: Float32Array, test: Float32Array): string | undefined {
  const lack = lackOfRows(name, train.length, test.length, NUMBER_ROWS)
  if (lack || train.some((value) => value !== train[0])) return lack
  return `${name} is ${train[0]} in all ${train.length} rows to train on, which leaves nothing to learn`
}

function lackOfRows(name: string, train: number, test: number, needed: typeof NUMBER_ROWS): string | undefined {
  if (train >= needed.train && test >= needed.test) return undefined
  const needs = needed.test > 0 ? `${needed.train} and ${needed.test}` : `${needed.train} to train on`
  return `${name} has ${train} rows to train on and ${test} to test on, and needs ${needs}`
}

function countClasses(labels: Float32Array, classCount: number): Uint32Array {
  const counts = new Uint32Array(classCount)
  for (const label of labels) counts[label]!++
  return counts
}

async function wayOut(database: Database, target: Target): Promise<string> {
  const cause = await likelyCause(database, target)
  return cause
    ? `: ${cause}; mend the file and load it again, or load more rows.`
    : '; load more rows or preprocess with another --test-fraction.'
}
