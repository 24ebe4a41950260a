import { sql } from 'kysely'
import type { Dataset } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'
import { ensureTable } from './checkTables.js'
import type { Database } from './database.js'
import { openDatabase } from './open.js'

/**
 * Opens the database of the prediction log.
 *
 * @param url as PREDICTION_LOG has it
 * @throws as `openDatabase`, naming that setting
 */
export async function openLog(url: string, dataset: Dataset): Promise<Database> {
  const database = await openDatabase(url, dataset).catch((error) => {
    throw renamed(error)
  })
  return {
    ...database,
    explain: (error) => renamed(database.explain(error)),
    append: (table, rows) =>
      database.append(table, rows).catch((error) => {
        throw renamed(error)
      }),
  }
}

/**
 * The same for a server, with the table in it: where the database works in the process itself, the process does not wait for its disk or
 * its lock.
 *
 * @throws UserError or TemporaryError saying why rows can't be added now
 */
export async function openLogToWrite(url: string, dataset: Dataset): Promise<Database> {
  const database = await openLog(url, dataset)
  try {
    if (database.kind === 'sqlite') {
      await sql`pragma busy_timeout = 0`.execute(database.db)
      // What the log needs: a crash of the machine may take the last rows, and damages nothing.
      await sql`pragma synchronous = normal`.execute(database.db)
    }
    await ensureTable(database, database.tables.predictionLog)
    return database
  } catch (error) {
    database.abandon()
    throw database.explain(error)
  }
}

/** Sentences about a database name the setting that the pipeline's has. */
function renamed(error: unknown): unknown {
  if (error instanceof UserError) error.message = error.message.replaceAll('DATABASE_URL', 'PREDICTION_LOG')
  return error
}
