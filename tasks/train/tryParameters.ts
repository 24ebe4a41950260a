import { brief, mean, shortest } from '../../core/numbers.js'
import type { Database } from '../../database/database.js'
import { short } from '../lineage.js'
import { checkEnough } from './checkEnough.js'
import { type CrossValidateOptions, crossValidateTarget } from './crossValidate.js'
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
  const data = await readTrainingData(database, options.of, 'none', options.trainer?.store)
  await checkEnough(database, data)
  const accuracy: Record<string, number> = {}
  const rmse: Record<string, number> = {}
  let [logLoss, relative] = [0, 0]
  for (const target of data.dataset.targets) {
    const folds = await crossValidateTarget(data, target, options)
    if ('numbers' in folds) {
      rmse[target.name] = shortest(mean(folds.numbers.map((it) => it.rmse)))
      relative += 1 - mean(folds.numbers.map((it) => it.r2))
    } else {
      accuracy[target.name] = brief(mean(folds.classes.map((it) => it.accuracy)))
      logLoss += mean(folds.classes.map((it) => it.log_loss))
    }
  }
  const { parameters, seed } = options
  return {
    ...(Object.keys(accuracy).length > 0 && { log_loss: brief(logLoss) }),
    ...(Object.keys(rmse).length > 0 && { relative_squared_error: brief(relative) }),
    accuracy,
    ...(Object.keys(rmse).length > 0 && { rmse }),
    parameters,
    seed,
    data: short(data.fingerprint),
  }
}
