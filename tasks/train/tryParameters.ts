import { dataset } from '../../core/dataset.js'
import type { Database } from '../database/database.js'
import { spread } from '../evaluation/metrics.js'
import { short } from '../lineage.js'
import { checkEnough } from './checkEnough.js'
import { type CrossValidateOptions, crossValidate } from './crossValidate.js'
import { selectProblem } from './problem.js'
import { readTrainingData } from './trainingData.js'
import type { Trial } from './trial.js'

/**
 * Judges parameters by cross-validation of the training split; the test split is not looked at and nothing is published.
 *
 * @throws UserError NO_ROWS or TOO_FEW_ROWS when there is not enough to learn from
 */
export async function tryParameters(
  database: Database,
  options: CrossValidateOptions & { of?: string | undefined },
): Promise<Trial> {
  const data = await readTrainingData(database, options.of)
  await checkEnough(database.db, data)
  const accuracy: Record<string, number> = {}
  let logLoss = 0
  for (const { name, labels: classes } of dataset.targets) {
    const training = selectProblem(data, name, classes, 'train')
    const folds = await crossValidate(training, classes, name, options)
    accuracy[name] = round(spread(folds.map((it) => it.accuracy)).mean)
    logLoss += spread(folds.map((it) => it.log_loss)).mean
  }
  const { parameters, seed } = options
  return { log_loss: round(logLoss), accuracy, parameters, seed, data: short(data.fingerprint) }
}

const round = (value: number) => Math.round(value * 1e4) / 1e4
