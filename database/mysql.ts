import { randomBytes } from 'node:crypto'
import { type Duplex, Readable } from 'node:stream'
import { Kysely, MysqlDialect, sql } from 'kysely'
import type mysql from 'mysql2'
import type { MysqlUrl } from '../core/databaseUrl.js'
import type { Dataset } from '../core/dataset/dataset.js'
import { TemporaryError } from '../core/errors.js'
import { createTable } from './createTable.js'
import { busy, type Database, LOCK_WAIT_MS, unchanged } from './database.js'
import { connect, isInPlace } from './mysqlConnection.js'
import { explainLogin, explainStatement } from './mysqlErrors.js'
import { jsonBatches, pieces } from './mysqlRows.js'
import { IDLE_SECONDS, sessionStatements } from './mysqlSession.js'
import { isWide, pack, type Stored } from './mysqlWide.js'
import { type DataTable, newTable, type Tables, tablesOf, type Value } from './tables.js'
import { fromTsv, type Lines, toTsv } from './tsv.js'

/** How many bytes of rows one statement carries, if the server takes that much. */
const BATCH_BYTES = 1 << 20

/** How long the server keeps the lock of a step whose machine has vanished. */
const SILENCE_SECONDS = 300

const oldName = ({ name }: DataTable) => `${name}__old`
const newName = (table: DataTable) => newTable(table).name

const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``

/**
 * @throws TemporaryError when nobody answers there, or the server has no room now; UserError when it refuses the login
 */
export async function openMysql(url: MysqlUrl, dataset: Dataset): Promise<Database> {
  const { host, port, database } = url
  const at = { where: `${host.includes(':') ? `[${host}]` : host}:${port}/${database}`, database, account: undefined }
  const connection = connect(url)

  // One process, one connection: the lock and the session's settings hold for every statement.
  const pool = {
    getConnection: (done: (error: unknown, connection: never) => void) =>
      done(null, { query: run, release() {} } as never),
    // A lost connection is closed already.
    end: (done: (error: unknown) => void) => connection.end(() => done(null)),
  }
  const db = new Kysely<Tables>({ dialect: new MysqlDialect({ pool: pool as never }) })

  /** Values travel beside the statement, never in its text: no server mode can turn one into SQL. */
  function run(
    text: string,
    values: readonly unknown[],
    done: (error: mysql.QueryError | null, result: unknown) => void,
  ) {
    if (values.length > 0) connection.execute(text, values as never, done)
    else connection.query(text, done)
  }
  const query = (statement: string, values: readonly Value[] = []) =>
    new Promise((resolve, reject) => {
      run(statement, values, (error, result) => (error ? reject(error) : resolve(result)))
    })

  let loadDataAllowed: boolean
  let batchBytes: number
  try {
    await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())))
    for (const statement of sessionStatements) await query(statement)
    const [server] = (await query(
      'select @@local_infile as local_infile, @@max_allowed_packet as packet, current_user() as account',
    )) as [{ local_infile: number; packet: number; account: string }]
    loadDataAllowed = server.local_infile === 1
    // The rest is for the statement itself, and for quotes and backslashes in JSON.
    batchBytes = Math.min(BATCH_BYTES, Math.floor(server.packet / 2))
    Object.assign(at, { account: server.account })
  } catch (error) {
    connection.destroy()
    throw explainLogin(at, error)
  }
  // The statement under way reports a lost connection; without a listener it would end the process.
  connection.on('error', () => {})

  async function insert(table: DataTable, rows: Value[][] | Lines) {
    const made = newTable(table)
    if (!isWide(table) && loadDataAllowed) return loadData(made, 'bytes' in rows ? rows : toTsv(rows))
    const values = 'bytes' in rows ? fromTsv(rows) : rows
    if (!isWide(table)) return insertRows(made, values)
    const [stored, packed] = pack(made, values)
    return loadDataAllowed ? loadData(stored, toTsv(packed)) : insertRows(stored, packed)
  }

  const into = ({ name, columns }: Stored) => [quoted(name), `(${columns.map((it) => quoted(it.name)).join(', ')})`]

  /** LOAD DATA LOCAL turns errors into warnings, so the rows that arrived are counted. */
  async function loadData(stored: Stored, { bytes, rows }: Lines) {
    const [table, columns] = into(stored)
    const result = await new Promise<mysql.ResultSetHeader>((resolve, reject) => {
      const statement = {
        sql: `load data local infile 'rows' into table ${table} character set utf8mb4
          fields terminated by x'09' escaped by x'5c' lines terminated by x'0a' ${columns}`,
        infileStreamFactory: () => Readable.from(pieces(bytes, batchBytes)),
      }
      connection.query<mysql.ResultSetHeader>(statement, (error, done) => (error ? reject(error) : resolve(done)))
    })
    if (result.affectedRows !== rows || result.warningStatus !== 0) {
      throw new Error(`LOAD DATA took ${result.affectedRows} of ${rows} rows: ${result.info}`)
    }
  }

  /** The rows of a statement travel as one JSON text, which MySQL takes apart itself. */
  async function insertRows(stored: Stored, rows: Value[][]) {
    const paths = stored.columns.map(({ type }, i) => `c${i} ${type} path '$[${i}]' error on error`)
    const statement = `insert into ${into(stored).join(' ')}
      select * from json_table(?, '$[*]' columns (${paths.join(', ')})) as given`
    for (const json of jsonBatches(rows, batchBytes)) await query(statement, [json])
  }

  /** The server's lock, not a file's: it holds across machines and ends with the connection. */
  async function lock(onWait: (() => void) | undefined) {
    await query(`set session wait_timeout = ${SILENCE_SECONDS}`)
    const take = async (seconds: number) => {
      const [row] = (await query(
        `select get_lock(concat(left(database(), 50), '.penguins'), ${seconds}) as value`,
      )) as [{ value: number }]
      return row.value === 1
    }
    if (await take(0)) return
    onWait?.()
    if (await take(LOCK_WAIT_MS / 1000)) return
    throw busy(at.where)
  }

  async function drop(names: string[]) {
    await sql`drop table if exists ${sql.join(names.map((name) => sql.table(name)))}`.execute(db)
  }

  /** One statement renames them all, or none. */
  async function swap(tables: readonly DataTable[], mark: string) {
    const rename = (from: string, to: string) => `${quoted(from)} to ${quoted(to)}`
    const renames = tables.flatMap((table) => [rename(table.name, oldName(table)), rename(newName(table), table.name)])
    try {
      await query(`rename table ${renames.join(', ')}`)
    } catch (error) {
      if (!(error as mysql.QueryError).fatal) throw error
      // The answer was lost; the work may have been done.
      const done = await isInPlace(url, tables[0]!, mark)
      if (done === undefined) throw unknownOutcome(at.where, error)
      if (!done) throw error
    }
  }

  return {
    kind: 'mysql',
    where: at.where,
    db,
    dataset,
    tables: tablesOf(dataset),

    async replaceTables(tables, fill, onWait) {
      await lock(onWait)
      try {
        // A process that was killed may have left these.
        await drop([...tables.map(newName), ...tables.map(oldName)])
        const mark = randomBytes(8).toString('hex')
        for (const table of tables) await createTable(db, 'mysql', newTable(table), mark)
        await query('start transaction')
        const result = await fill(insert)
        await query('commit')
        await swap(tables, mark)
        // The new rows are in place. If this fails, the next run drops them.
        await drop(tables.map(oldName)).catch(() => {})
        return result
      } catch (error) {
        await query('rollback')
          .then(() => drop(tables.map(newName)))
          .catch(() => {}) // The connection is gone: the next run drops them.
        throw unchanged(explainStatement(at, error))
      } finally {
        await query('do release_all_locks()').catch(() => {})
        await query(`set session wait_timeout = ${IDLE_SECONDS}`).catch(() => {})
      }
    },

    async append(table, rows) {
      try {
        const [stored, values] = isWide(table) ? pack(table, rows) : [table, rows]
        await query('start transaction')
        await insertRows(stored, values)
      } catch (error) {
        await query('rollback').catch(() => {})
        throw explainStatement(at, error)
      }
      try {
        await query('commit')
      } catch (error) {
        throw (error as mysql.QueryError).fatal ? unknownRows(at.where, error) : explainStatement(at, error)
      }
    },

    rows({ name, columns }, behind, most) {
      const names = columns.map((column) => quoted(column.name))
      const select = `select ${names.join(', ')} from ${quoted(name)} where line > ? order by line limit ${most}`
      // As a prepared statement: the server sends numbers in binary, exactly and without making texts of them.
      return new Promise((resolve, reject) => {
        connection.execute<mysql.RowDataPacket[][]>({ sql: select, rowsAsArray: true }, [behind], (error, rows) =>
          error ? reject(error) : resolve(rows as unknown as Value[][]),
        )
      })
    },

    explain: (error) => explainStatement(at, error),

    async close() {
      await db.destroy()
    },

    abandon() {
      // mysql2's own destroy() waits until what was written has left.
      const { stream } = connection as unknown as { stream: Duplex }
      stream.destroy()
    },
  }
}

function unknownRows(where: string, cause: unknown) {
  return new TemporaryError(
    'OUTCOME_UNKNOWN',
    `The connection to MySQL at ${where} was lost while rows were added, so that nobody can tell whether they are there.`,
    { cause },
  )
}

function unknownOutcome(where: string, cause: unknown) {
  return new TemporaryError(
    'OUTCOME_UNKNOWN',
    `The connection to MySQL at ${where} was lost while the new rows took their place, so that nobody can tell whether they did; run the step again once the server is up: done twice it leaves the same.`,
    { cause },
  )
}
