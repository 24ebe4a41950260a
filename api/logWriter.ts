import { setImmediate as othersTurn, setTimeout as sleep } from 'node:timers/promises'
import { messageOf, UserError } from '../core/errors.js'
import type { Database } from '../database/database.js'
import type { DataTable, Value } from '../database/tables.js'

/** As many rows make a batch: more is hardly faster. Where the database works in this very process, requests wait for each batch. */
const BATCH_ROWS = { mysql: 1000, sqlite: 250 }
/** As many rows wait, or so many values, some megabytes; what comes then is dropped. */
const MOST_ROWS = 20_000
const MOST_VALUES = 1_000_000
/** They are written at each of so many parts of that, or after so long. */
const PARTS = 20
const FLUSH_MS = 1000
/** A database that takes longer for a batch counts as away, and is left alone for half as long. */
const SLOW_MS = 10_000
/** With these no row of a batch was added, whatever they hold, and later they may be. */
const NOT_ADDED = [
  'DATABASE_BUSY',
  'DATABASE_FULL',
  'DATABASE_LOST',
  'DATABASE_OFFLINE',
  'DATABASE_READ_ONLY',
  'DATABASE_UNWRITABLE',
]

export interface LogWriterOptions {
  table: DataTable
  /** Opens the database, with the table in it. */
  open: () => Promise<Database>
  /** Rows that the table has now, and rows that it will never have. */
  onWritten: (rows: number) => void
  onDropped: (rows: number) => void
  /** Once when the database goes away, and once when it is back. */
  onAway: (why: string) => void
  onBack: () => void
  /** Default 10 s; a test does not wait that long. */
  slowMs?: number
}

export interface LogWriter {
  /** How many rows it takes now. */
  readonly room: number
  add(row: Value[]): void
  /** Writes what it can within so many milliseconds, drops the rest, and closes. */
  close(ms: number): Promise<void>
}

/**
 * Adds rows to a table in batches, beside whatever else the process does: nothing waits for it. A batch that may or may not have arrived
 * is not sent again, so that no row is there twice; it counts as dropped.
 */
export function startLogWriter({
  table,
  open,
  onWritten,
  onDropped,
  onAway,
  onBack,
  slowMs = SLOW_MS,
}: LogWriterOptions): LogWriter {
  const most = Math.min(MOST_ROWS, Math.ceil(MOST_VALUES / table.columns.length))
  const part = Math.ceil(most / PARTS)
  let rows: Value[][] = []
  let database: Database | undefined
  let flushing: Promise<void> | undefined
  let isAway = false
  let retryAt = 0

  const flush = () => {
    if (Date.now() >= retryAt) {
      flushing ??= writeAll().finally(() => {
        flushing = undefined
      })
    }
    return flushing
  }

  async function writeAll() {
    try {
      database ??= await within(slowMs, open(), (late) => late.abandon())
      do {
        if (rows.length > 0) await write(database, rows.splice(0, Math.min(part, BATCH_ROWS[database.kind])))
        if (isAway) onBack()
        isAway = false
        await othersTurn()
      } while (rows.length > 0)
    } catch (error) {
      database?.abandon()
      database = undefined
      retryAt = Date.now() + slowMs / 2
      if (!isAway) onAway(messageOf(error))
      isAway = true
    }
  }

  async function write(to: Database, batch: Value[][]) {
    try {
      await within(slowMs, to.append(table, batch))
      onWritten(batch.length)
    } catch (error) {
      if (error instanceof UserError && NOT_ADDED.includes(error.code)) rows = [...batch, ...rows]
      else onDropped(batch.length)
      throw error
    }
  }

  void flush()
  const timer = setInterval(flush, FLUSH_MS)
  return {
    get room() {
      return most - rows.length
    },
    add(row) {
      rows.push(row)
      // Not now: the reply goes out first.
      if (rows.length % part === 0) setImmediate(flush)
    },
    async close(ms) {
      clearInterval(timer)
      const done = Promise.resolve(flushing)
        .then(flush)
        .then(() => database?.close())
      const isLate = await Promise.race([done.then(() => false), sleep(ms, true, { ref: false })])
      if (isLate) database?.abandon()
      if (rows.length > 0) onDropped(rows.length)
      rows = []
    },
  }
}

/** @throws UserError DATABASE_SLOW when it takes longer; `onLate` then gets what comes after all */
async function within<T>(ms: number, work: Promise<T>, onLate: (late: T) => void = () => {}): Promise<T> {
  const slow = new UserError('DATABASE_SLOW', `The database has not answered for ${ms / 1000} seconds.`)
  const timer = new AbortController()
  const tooLate = sleep(ms, undefined, { signal: timer.signal }).then(() => {
    work.then(onLate, () => {})
    throw slow
  })
  try {
    return await Promise.race([work, tooLate])
  } finally {
    timer.abort()
    tooLate.catch(() => {})
  }
}
