import type { Database } from '../database/database.js'
import { openLog } from '../database/openLog.js'
import type { StepContext } from './step.js'

/** The database of the prediction log: that of the setting PREDICTION_LOG, or the pipeline's own. */
export async function withLog<T>(
  { settings, dataset, database }: StepContext,
  use: (log: Database) => Promise<T>,
): Promise<T> {
  const { PREDICTION_LOG: url, DATABASE_URL } = settings
  if (url === undefined || url === DATABASE_URL) return use(database)
  const log = await openLog(url, dataset)
  try {
    return await use(log)
  } catch (error) {
    throw log.explain(error)
  } finally {
    await log.close()
  }
}
