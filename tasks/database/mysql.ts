import { Readable } from 'node:stream'
import { Kysely, MysqlDialect, sql } from 'kysely'
import mysql from 'mysql2'
import { codeOf, messageOf, TemporaryError, UserError } from '../../core/errors.js'
import { busy, type Database, LOCK_WAIT_MS, type Value } from './database.js'
import { columnsOf, createDataTable, type DataTable, newName, type Tables } from './tables.js'

/** Rows of one INSERT; far under max_allowed_packet even when every field is as long as it may be. */
const ROWS_PER_INSERT = 1000

/** How long a step waits for another connection's open transaction on a table that it wants to replace. */
const TABLE_WAIT_SECONDS = 60

/** How long the server keeps the lock of a step whose machine has vanished without a word. */
const SILENCE_SECONDS = 300

const oldName = (table: DataTable) => `${table}__old`

/** @throws TemporaryError DATABASE_UNREACHABLE when nobody answers there; UserError DATABASE_REFUSED when the login is wrong */
export async function openMysql(url: string): Promise<Database> {
  const { host, pathname } = new URL(url)
  const where = `${host}${pathname}`
  const connection = connect(url, where)

  // One process, one connection: what the lock and the session's settings hold for, every statement runs on.
  const pool = {
    getConnection: (done: (error: unknown, connection: never) => void) =>
      done(null, Object.assign(connection, { release() {} }) as never),
    // A connection that was lost is closed already.
    end: (done: (error: unknown) => void) => connection.end(() => done(null)),
  }
  const db = new Kysely<Tables>({ dialect: new MysqlDialect({ pool }) })
  const query = (statement: mysql.QueryOptions) =>
    new Promise<mysql.ResultSetHeader>((resolve, reject) => {
      connection.query<mysql.ResultSetHeader>(statement, (error, result) => (error ? reject(error) : resolve(result)))
    })

  let loadDataAllowed: boolean
  try {
    await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
    await query({ sql: `set session lock_wait_timeout = ${TABLE_WAIT_SECONDS}, time_zone = '+00:00'` })
    loadDataAllowed = await scalar(db, sql`select @@local_infile as value`).then((value) => value === 1)
  } catch (error) {
    connection.destroy()
    throw unreachable(where, error)
  }
  // A lost connection shows in the statement that was under way; without a listener it would end the process.
  connection.on('error', () => {})

  /** LOAD DATA LOCAL turns errors into warnings, so what arrived is counted. */
  async function loadData(table: string, rows: Value[][]) {
    const result = await query({
      sql: `load data local infile 'rows' into table ${table} character set utf8mb4
        fields terminated by '\\t' escaped by '\\\\' lines terminated by '\\n'`,
      infileStreamFactory: () => Readable.from([Buffer.from(toTsv(rows))]),
    })
    if (result.affectedRows !== rows.length || result.warningStatus !== 0) {
      throw new Error(`LOAD DATA took ${result.affectedRows} of ${rows.length} rows: ${result.info}`)
    }
  }

  async function insertRows(table: string, columns: string[], rows: Value[][]) {
    for (let start = 0; start < rows.length; start += ROWS_PER_INSERT) {
      await query({
        sql: `insert into ${table} (${columns.join(', ')}) values ?`,
        values: [rows.slice(start, start + ROWS_PER_INSERT)],
      })
    }
  }

  /** A lock of the server's, not of a file: it holds over machines and goes with the connection. */
  async function lock(onWait: (() => void) | undefined) {
    await query({ sql: `set session wait_timeout = ${SILENCE_SECONDS}` })
    const name = sql`concat(left(database(), 50), '.penguins')`
    if ((await scalar(db, sql`select get_lock(${name}, 0) as value`)) === 1) return
    onWait?.()
    if ((await scalar(db, sql`select get_lock(${name}, ${LOCK_WAIT_MS / 1000}) as value`)) === 1) return
    throw busy(where)
  }

  async function drop(names: string[]) {
    await sql`drop table if exists ${sql.join(names.map((name) => sql.table(name)))}`.execute(db)
  }

  return {
    kind: 'mysql',
    where,
    db,

    async replaceTables(tables, fill, onWait) {
      await lock(onWait)
      try {
        // A process that was killed may have left these.
        await drop([...tables.map(newName), ...tables.map(oldName)])
        for (const table of tables) await createDataTable(db, 'mysql', table, newName(table))
        await query({ sql: 'start transaction' })
        const result = await fill((table, rows) =>
          loadDataAllowed ? loadData(newName(table), rows) : insertRows(newName(table), columnsOf(table), rows),
        )
        await query({ sql: 'commit' })
        // One statement renames them all, or none.
        const renames = tables.map((table) => `${table} to ${oldName(table)}, ${newName(table)} to ${table}`)
        await query({ sql: `rename table ${renames.join(', ')}` })
        // The new rows are in place: what may go wrong now, the next run mends.
        await drop(tables.map(oldName)).catch(() => {})
        return result
      } catch (error) {
        await query({ sql: 'rollback' })
          .then(() => drop(tables.map(newName)))
          .catch(() => {}) // The connection is gone: the next run drops them.
        throw explain(where, error)
      } finally {
        await query({ sql: 'do release_all_locks()' }).catch(() => {})
        await query({ sql: 'set session wait_timeout = default' }).catch(() => {})
      }
    },

    explain: (error) => explain(where, error),

    async close() {
      await db.destroy()
    },
  }
}

function connect(url: string, where: string) {
  try {
    return mysql.createConnection({ uri: url, charset: 'utf8mb4', dateStrings: true, connectTimeout: 10_000 })
  } catch (error) {
    // The error's own text may hold the password.
    throw new UserError(
      'SETTING',
      `The DATABASE_URL for ${where} can't be read; write special characters in user and password in percent code (% is %25).`,
      { cause: error },
    )
  }
}

async function scalar(db: Kysely<Tables>, statement: ReturnType<typeof sql<unknown>>): Promise<unknown> {
  const { rows } = await statement.execute(db)
  return (rows[0] as { value: unknown }).value
}

const SPECIAL = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Rows in LOAD DATA's own text format. */
function toTsv(rows: Value[][]): string {
  let text = ''
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      const value = row[i]
      if (i > 0) text += '\t'
      if (value === null) text += '\\N'
      else if (typeof value === 'number') text += value
      else text += value!.replace(SPECIAL, (character) => escapes[character]!)
    }
    text += '\n'
  }
  return text
}

/** Answers of a server that gives others to the next who asks. */
const passing = ['ER_CON_COUNT_ERROR', 'ER_SERVER_SHUTDOWN', 'ER_QUERY_INTERRUPTED', 'ER_LOCK_DEADLOCK']

function unreachable(where: string, error: unknown) {
  const reason = codeOf(error) ?? messageOf(error)
  if (reason.startsWith('ER_') && !passing.includes(reason)) {
    return new UserError(
      'DATABASE_REFUSED',
      `The MySQL server refuses the login to ${where} (${reason}); check user, password and database in DATABASE_URL.`,
      { cause: error },
    )
  }
  return new TemporaryError(
    'DATABASE_UNREACHABLE',
    `The MySQL database at ${where} can't be reached (${reason}); start it, or check host and port in DATABASE_URL.`,
    { cause: error },
  )
}

/** Turns what a person can mend into a sentence. */
function explain(where: string, error: unknown): unknown {
  if (codeOf(error) === 'ER_LOCK_WAIT_TIMEOUT') {
    return new TemporaryError(
      'DATABASE_BUSY',
      `Another connection to ${where} holds a transaction open on the tables (a database client with manual commit?); end it there and try again.`,
      { cause: error },
    )
  }
  if (codeOf(error) === 'ER_RECORD_FILE_FULL' || codeOf(error) === 'ER_DISK_FULL') {
    return new UserError(
      'DATABASE_UNWRITABLE',
      `Nothing was changed: the disk of the MySQL server at ${where} is full; free some space there and try again.`,
      { cause: error },
    )
  }
  if ((error as mysql.QueryError | undefined)?.fatal || passing.includes(codeOf(error) ?? '')) {
    return new TemporaryError(
      'DATABASE_LOST',
      `The connection to MySQL at ${where} was lost; nothing was changed: try again once the server is up.`,
      { cause: error },
    )
  }
  return error
}
