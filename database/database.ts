import type { Kysely } from 'kysely'
import type { Dataset } from '../core/dataset/dataset.js'
import { TemporaryError, UserError } from '../core/errors.js'
import type { DatabaseKind } from './createTable.js'
import type { DataTable, DataTables, Tables, Value } from './tables.js'
import type { Lines } from './tsv.js'

/**
 * Puts rows into the new state of a table, as values or, of a table of texts, as lines, which take less time. A row's values stand in the
 * order of the table's columns.
 */
export type Insert = (table: DataTable, rows: Value[][] | Lines) => Promise<void>

/** One connection to a database that holds the tables of a data set. */
export interface Database {
  readonly kind: DatabaseKind
  /** Where it is, for messages; never with the password. */
  readonly where: string
  readonly db: Kysely<Tables>
  readonly dataset: Dataset
  readonly tables: DataTables

  /**
   * Replaces whole tables in one atomic step: `fill` reads the old state from `db` and inserts the new one.
   * Readers see all of the old rows until they see all of the new ones. When `fill` throws or the process dies, the old
   * rows stay. One caller at a time, over all processes; the others wait their turn.
   *
   * @param onWait called once when another process holds the lock
   * @returns what `fill` returned
   * @throws TemporaryError DATABASE_BUSY when the turn does not come within ten minutes
   */
  replaceTables<T>(tables: readonly DataTable[], fill: (insert: Insert) => Promise<T>, onWait?: () => void): Promise<T>

  /**
   * Adds rows to a table that is not replaced.
   *
   * @throws UserError where it can't, as DATABASE_BUSY where another process holds the database, and no row was added; OUTCOME_UNKNOWN
   * where the connection was lost just when the rows were, or were not, taken
   */
  append(table: DataTable, rows: Value[][]): Promise<void>

  /** The next rows of a data table behind a line, in order: no more than so many, and each with its values in the order of the columns. */
  rows(table: DataTable, behind: number, most: number): Promise<Value[][]>

  /** Turns a database error that a person can mend, or that may pass, into a sentence; leaves others as they are. */
  explain(error: unknown): unknown

  close(): Promise<void>

  /** Ends the connection at once, whatever is under way: a server that has stopped answering would not let it close. */
  abandon(): void
}

/** How long a process waits for another one that is replacing tables. */
export const LOCK_WAIT_MS = 600_000

/** What to say when the turn does not come. */
export function busy(where: string) {
  return new TemporaryError(
    'DATABASE_BUSY',
    `Another step writes to ${where} and does not end; wait for it, or stop it, and try again.`,
  )
}

/** Adds to the sentence of a failed step that the tables are as they were. */
export function unchanged(error: unknown): unknown {
  if (!(error instanceof UserError) || !error.code.startsWith('DATABASE_')) return error
  const text = `Nothing was changed: ${error.message[0]!.toLowerCase()}${error.message.slice(1)}`
  const Kind = error instanceof TemporaryError ? TemporaryError : UserError
  return new Kind(error.code, text, { cause: error })
}
