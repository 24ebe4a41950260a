import type { Kysely } from 'kysely'
import type { DataTable, Tables } from './tables.js'

export type DatabaseKind = 'sqlite' | 'mysql'

/** A value of a row to insert. */
export type Value = string | number | null

/** Puts rows into the new state of a table. A row's values stand in the order of the table's columns. */
export type Insert = (table: DataTable, rows: Value[][]) => Promise<void>

/** One connection to a database that holds the project's tables. */
export interface Database {
  readonly kind: DatabaseKind
  /** Where it is, for messages; never with the password. */
  readonly where: string
  readonly db: Kysely<Tables>

  /**
   * Replaces whole tables in one atomic step: `fill` reads the old state from `db` and inserts the new one.
   * Readers see all of the old rows until they see all of the new ones. When `fill` throws or the process dies, the old
   * rows stay. One caller at a time, over all processes; another one waits its turn.
   *
   * @param onWait called once when another process holds the lock
   * @returns what `fill` returned
   * @throws UserError DATABASE_BUSY when the turn does not come within ten minutes
   */
  replaceTables<T>(tables: readonly DataTable[], fill: (insert: Insert) => Promise<T>, onWait?: () => void): Promise<T>

  close(): Promise<void>
}

/** How long a process waits for another one that is replacing tables. */
export const LOCK_WAIT_MS = 600_000

/** The name that a table's new state has until it takes the table's place. */
export const newName = (table: DataTable) => `${table}_new` as const

/** Connects to the database that the URL names: `sqlite:PATH` or `mysql://USER:PASSWORD@HOST:PORT/DATABASE`. */
export async function openDatabase(url: string): Promise<Database> {
  if (url.startsWith('sqlite:')) {
    const { openSqlite } = await import('./sqlite.js')
    return openSqlite(url.slice('sqlite:'.length))
  }
  const { openMysql } = await import('./mysql.js')
  return openMysql(url)
}
