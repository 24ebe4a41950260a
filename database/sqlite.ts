import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, SqliteDialect } from 'kysely'
import Libsql from 'libsql'
import type { Dataset } from '../core/dataset/dataset.js'
import { codeOf, messageOf, TemporaryError, UserError } from '../core/errors.js'
import { createTable } from './createTable.js'
import { busy, type Database, LOCK_WAIT_MS, unchanged } from './database.js'
import { insertLines } from './sqliteLines.js'
import { type DataTable, newTable, type Tables, tablesOf, type Value } from './tables.js'
import { fromTsv } from './tsv.js'

const POLL_MS = 100

/** How many values one call inserts: more is not faster. */
const VALUES_AT_ONCE = 200

/** How long rows that are added wait for their turn. */
const APPEND_WAIT_MS = 5000

/** How long a single statement, such as the record of a run, waits for another process to stop writing. */
const BUSY_MS = 60_000

/** @throws UserError DATABASE_FILE when the file can't be made or is no SQLite database */
export async function openSqlite(path: string, dataset: Dataset): Promise<Database> {
  const file = open(path)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) })

  /** Bound as values: SQLite does not read every number back exactly from text. */
  function insert({ name, columns }: DataTable, rows: Value[][]) {
    const rowsAtOnce = Math.ceil(VALUES_AT_ONCE / columns.length)
    const places = `(${columns.map(() => '?').join()})`
    const prepare = (count: number) => file.prepare(`insert into "${name}" values ${Array(count).fill(places).join()}`)
    const full = prepare(rowsAtOnce)
    for (let start = 0; start < rows.length; start += rowsAtOnce) {
      const count = Math.min(rowsAtOnce, rows.length - start)
      const values: Value[] = []
      for (let i = start; i < start + count; i++) values.push(...rows[i]!)
      const statement = count === rowsAtOnce ? full : prepare(count)
      statement.run(values)
    }
  }

  /** The write lock of the file is the lock over all processes; it goes when its process dies. */
  async function begin(onWait: (() => void) | undefined, waitMs = LOCK_WAIT_MS) {
    const deadline = Date.now() + waitMs
    file.pragma('busy_timeout = 0')
    for (let waited = false; ; waited = true) {
      try {
        file.exec('begin immediate')
        file.pragma(`busy_timeout = ${BUSY_MS}`)
        return
      } catch (error) {
        if (!messageOf(error).includes('locked')) throw error
        if (Date.now() > deadline) throw busy(path)
        if (!waited) onWait?.()
        await sleep(POLL_MS)
      }
    }
  }

  function rollBack() {
    try {
      file.exec('rollback')
    } catch {
      // SQLite has rolled back by itself, as it does when the disk is full.
    }
  }

  return {
    kind: 'sqlite',
    where: path,
    db,
    dataset,
    tables: tablesOf(dataset),

    async replaceTables(tables, fill, onWait) {
      await begin(onWait)
      try {
        for (const table of tables.map(newTable)) {
          await db.schema.dropTable(table.name).ifExists().execute()
          await createTable(db, 'sqlite', table, '')
        }
        const result = await fill(async (table, rows) => {
          if (!('bytes' in rows)) insert(newTable(table), rows)
          else if (!insertLines(file, newTable(table), rows)) insert(newTable(table), fromTsv(rows))
        })
        for (const table of tables) {
          await db.schema.dropTable(table.name).ifExists().execute()
          await db.schema.alterTable(newTable(table).name).renameTo(table.name).execute()
        }
        file.exec('commit')
        return result
      } catch (error) {
        rollBack()
        throw unchanged(explain(path, error))
      }
    },

    async append(table, rows) {
      await begin(undefined, APPEND_WAIT_MS)
      try {
        insert(table, rows)
        file.exec('commit')
      } catch (error) {
        rollBack()
        throw explain(path, error)
      }
    },

    async rows({ name, columns }, behind, most) {
      const names = columns.map((column) => `"${column.name.replaceAll('"', '""')}"`)
      const select = `select ${names.join()} from "${name}" where line > ? order by line limit ?`
      return file.prepare(select).raw().all([behind, most]) as unknown as Value[][]
    },

    explain: (error) => explain(path, error),

    async close() {
      await db.destroy()
    },

    abandon() {
      file.close()
    },
  }
}

function open(path: string): Libsql.Database {
  try {
    mkdirSync(dirname(path), { recursive: true })
    const file = new Libsql(path)
    file.pragma(`busy_timeout = ${BUSY_MS}`)
    // Readers go on seeing the old rows while a step writes the new ones.
    file.pragma('journal_mode = wal')
    // A user's own view on a table does not keep it from being replaced.
    file.pragma('legacy_alter_table = on')
    return file
  } catch (error) {
    if (messageOf(error).includes('locked')) throw busy(path)
    throw new UserError(
      'DATABASE_FILE',
      `The SQLite file ${path} can't be opened (${messageOf(error)}); name another one in DATABASE_URL or mend its folder's rights.`,
      { cause: error },
    )
  }
}

/** What SQLite's error codes start with, what is wrong, what to do, and whether it may pass. */
const faults: [start: string, code: string, fault: string, mend: string, passes?: true][] = [
  ['SQLITE_FULL', 'DATABASE_UNWRITABLE', 'its disk is full', 'free some space'],
  ['SQLITE_READONLY', 'DATABASE_UNWRITABLE', 'it is read-only', 'make it writable'],
  ['SQLITE_CANTOPEN', 'DATABASE_UNWRITABLE', 'a file beside it can not be made', 'mend the rights of its folder'],
  ['SQLITE_IOERR', 'DATABASE_UNWRITABLE', 'its disk fails', 'mend the disk'],
  ['SQLITE_CORRUPT', 'DATABASE_DAMAGED', 'it is damaged', 'remove it, since a run makes it anew,'],
  ['SQLITE_NOTADB', 'DATABASE_DAMAGED', 'it is no SQLite database', 'remove it'],
  [
    'SQLITE_BUSY',
    'DATABASE_BUSY',
    'another program holds it open for writing',
    'end its transaction and try again,',
    true,
  ],
  [
    'SQLITE_LOCKED',
    'DATABASE_BUSY',
    'another program holds it open for writing',
    'end its transaction and try again,',
    true,
  ],
]

/** Turns what a person can mend, or what may pass, into a sentence. */
function explain(path: string, error: unknown): unknown {
  const found = faults.find(([start]) => codeOf(error)?.startsWith(start))
  if (!found) return error
  const [, code, fault, mend, passes] = found
  const Kind = passes ? TemporaryError : UserError
  return new Kind(
    code,
    `The SQLite file ${path} can't be used (${fault}); ${mend} or name another file in DATABASE_URL.`,
    {
      cause: error,
    },
  )
}
