import { sql } from 'kysely'
import type { Dataset } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'
import { ensureTable } from './checkTables.js'
import type { Database } from './database.js'
import { openDatabase } from './open.js'

/**
 * Opens the database of the prediction log for a server, with the table in it.
 *
 * @param url as PREDICTION_LOG has it
 * @throws UserError or TemporaryError saying why rows can't be added now
 */
export async function openLog(url: string, dataset: Dataset): Promise<Database> {
  const database = await openDatabase(url, dataset).catch(rename)
  try {
    if (database.kind === 'sqlite') {
      // SQLite works in the server's own thread: it must not wait there, for another process or for the disk.
      await sql`pragma busy_timeout = 0`.execute(database.db)
      await sql`pragma synchronous = normal`.execute(database.db)
    }
    await ensureTable(database, database.tables.predictionLog)
    return { ...database, append: (...rows) => database.append(...rows).catch(rename) }
  } catch (error) {
    database.abandon()
    throw renamed(database.explain(error))
  }
}

/** The sentences are about the setting that a pipeline's database has. */
function renamed(error: unknown): unknown {
  if (!(error instanceof UserError)) return error
  error.message = error.message.replaceAll('DATABASE_URL', 'PREDICTION_LOG')
  return error
}

function rename(error: unknown): never {
  throw renamed(error)
}
