import { parseDatabaseUrl } from '../core/databaseUrl.js'
import type { Dataset } from '../core/dataset/dataset.js'
import type { Database } from './database.js'

/**
 * Connects to the database that the URL names, for the tables of a data set: `sqlite:PATH` or `mysql://USER:PASSWORD@HOST:PORT/DATABASE`.
 *
 * @throws UserError or TemporaryError saying why it can't be used
 */
export async function openDatabase(url: string, dataset: Dataset): Promise<Database> {
  const parts = parseDatabaseUrl(url)
  if (parts.kind === 'sqlite') {
    const { openSqlite } = await import('./sqlite.js')
    return openSqlite(parts.path, dataset)
  }
  const { openMysql } = await import('./mysql.js')
  return openMysql(parts, dataset)
}
