import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, SqliteDialect, sql } from 'kysely'
import Libsql from 'libsql'
import { codeOf, messageOf, UserError } from '../../core/errors.js'
import { busy, type Database, LOCK_WAIT_MS, type Value } from './database.js'
import { columnsOf, createDataTable, type DataTable, newName, type Tables } from './tables.js'

const POLL_MS = 100

/** How long a single statement, such as the record of a run, waits for another process to end its writing. */
const BUSY_MS = 60_000

/** @throws UserError DATABASE_FILE when the file can't be made or is no SQLite database */
export async function openSqlite(path: string): Promise<Database> {
  const file = open(path)
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: file }) })

  /** One statement a batch: the rows travel as one JSON text, which SQLite takes apart itself. */
  function insert(table: DataTable, rows: Value[][]) {
    const columns = columnsOf(table)
    const values = columns.map((_, i) => `value->>${i}`).join(', ')
    file
      .prepare(`insert into ${newName(table)} (${columns.join(', ')}) select ${values} from json_each(?)`)
      .run([JSON.stringify(rows)])
  }

  /** The write lock of the file is the lock over all processes; it goes when its process dies. */
  async function begin(onWait: (() => void) | undefined) {
    const deadline = Date.now() + LOCK_WAIT_MS
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

  return {
    kind: 'sqlite',
    where: path,
    db,

    async replaceTables(tables, fill, onWait) {
      await begin(onWait)
      try {
        for (const table of tables) {
          await sql`drop table if exists ${sql.table(newName(table))}`.execute(db)
          await createDataTable(db, 'sqlite', table, newName(table))
        }
        const result = await fill(async (table, rows) => insert(table, rows))
        for (const table of tables) {
          await sql`drop table if exists ${sql.table(table)}`.execute(db)
          await sql`alter table ${sql.table(newName(table))} rename to ${sql.table(table)}`.execute(db)
        }
        file.exec('commit')
        return result
      } catch (error) {
        try {
          file.exec('rollback')
        } catch {
          // SQLite has rolled back by itself, as it does when the disk is full.
        }
        throw explain(path, error)
      }
    },

    explain: (error) => explain(path, error),

    async close() {
      await db.destroy()
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

/** Turns what a person can mend into a sentence. */
function explain(path: string, error: unknown): unknown {
  const code = codeOf(error)
  if (code !== 'SQLITE_FULL' && code !== 'SQLITE_READONLY') return error
  const [fault, mend] =
    code === 'SQLITE_FULL' ? ['its disk is full', 'free some space'] : ['it is read-only', 'make it writable']
  return new UserError(
    'DATABASE_UNWRITABLE',
    `Nothing was changed: ${path} can't be written (${fault}); ${mend} or name another file in DATABASE_URL.`,
    { cause: error },
  )
}
