import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { type CleanRow, type ColumnName, dataset } from '../../core/dataset.js'
import { messageOf, UserError } from '../../core/errors.js'

export type DatabaseKind = 'sqlite' | 'mysql'

/** The longest text, in characters, that a raw field may be. */
export const RAW_FIELD_LENGTH = 255

type RawRow = { line: number } & Record<ColumnName, string>

/** What Kysely knows of the tables. */
export interface Tables {
  /** Every CSV field as text, just as it stood, with the file's line. */
  penguins_raw: RawRow
  /** What `preprocess` accepted. */
  penguins: { line: number } & CleanRow & { split: 'train' | 'test' }
  /** What `preprocess` refused, with the reason. */
  penguins_rejected: { line: number; reason: string } & Record<ColumnName, string>
  /** Each task's result; the only table that grows. */
  task_runs: { id?: number; task: string; started_at: string; duration_ms: number; result: string }
}

/** The tables that steps fill; each is replaced as a whole. */
export type DataTable = 'penguins_raw' | 'penguins' | 'penguins_rejected'
export const dataTables: readonly DataTable[] = ['penguins_raw', 'penguins', 'penguins_rejected']

/** The name that a table's new state has until it takes the table's place. */
export const newName = (table: DataTable) => `${table}__new` as const

type SqlType = 'integer' | 'double precision' | 'text' | `varchar(${number})`
interface ColumnDefinition {
  readonly name: string
  readonly type: SqlType
  readonly nullable?: boolean
}

const line: ColumnDefinition = { name: 'line', type: 'integer' }
const rawColumns: ColumnDefinition[] = dataset.columns.map(({ name }) => ({
  name,
  type: `varchar(${RAW_FIELD_LENGTH})`,
}))
const cleanColumns: ColumnDefinition[] = dataset.columns.map((column) =>
  column.kind === 'measurement'
    ? { name: column.name, type: 'double precision' }
    : { name: column.name, type: 'varchar(64)', nullable: !column.required },
)

const definitions: Record<DataTable, ColumnDefinition[]> = {
  penguins_raw: [line, ...rawColumns],
  penguins: [line, ...cleanColumns, { name: 'split', type: 'varchar(5)' }],
  penguins_rejected: [line, { name: 'reason', type: 'text' }, ...rawColumns],
}

/** The columns of a data table, in the order in which rows are inserted. */
export function columnsOf(table: DataTable): string[] {
  return definitions[table].map((column) => column.name)
}

/** Text compares byte by byte and keeps every character, on both databases. */
const mysqlOptions = sql`character set utf8mb4 collate utf8mb4_0900_bin`

/** Creates a data table under a name of the caller's. */
export async function createDataTable(db: Kysely<Tables>, kind: DatabaseKind, table: DataTable, as: string) {
  let create = db.schema.createTable(as).ifNotExists()
  for (const column of definitions[table]) {
    create = create.addColumn(column.name, column.type, (c) => {
      if (column.name === 'line') return c.primaryKey()
      return column.nullable ? c : c.notNull()
    })
  }
  if (kind === 'mysql') create = create.modifyEnd(mysqlOptions)
  await create.execute()
}

/**
 * Creates what is missing of the project's tables.
 *
 * @throws UserError TABLES when a table of that name has other columns
 */
export async function ensureTables(db: Kysely<Tables>, kind: DatabaseKind) {
  for (const table of dataTables) await createDataTable(db, kind, table, table)
  let create = db.schema
    .createTable('task_runs')
    .ifNotExists()
    .addColumn('id', 'integer', (c) => c.primaryKey().autoIncrement())
    .addColumn('task', 'varchar(64)', (c) => c.notNull())
    .addColumn('started_at', 'datetime(3)', (c) => c.notNull())
    .addColumn('duration_ms', 'integer', (c) => c.notNull())
    .addColumn('result', 'json', (c) => c.notNull())
  if (kind === 'mysql') create = create.modifyEnd(mysqlOptions)
  await create.execute()
  await checkTables(db)
}

/** @throws UserError TABLES naming the first table that is not there or not the project's */
export async function checkTables(db: Kysely<Tables>) {
  const data = dataTables.map((table) => [table, columnsOf(table)] as const)
  for (const [table, names] of [
    ...data,
    ['task_runs', ['id', 'task', 'started_at', 'duration_ms', 'result']] as const,
  ]) {
    try {
      await sql`select ${sql.join(names.map((name) => sql.ref(`${table}.${name}`)))} from ${sql.table(table)} where 1 = 0`.execute(
        db,
      )
    } catch (error) {
      // The connection is lost, which says nothing of the table.
      if ((error as { fatal?: boolean }).fatal) throw error
      throw new UserError(
        'TABLES',
        `The table ${table} is not there, or is not as this program makes it (${messageOf(error)}); rename or drop what stands in its place, then run \`penguins run\`.`,
        { cause: error },
      )
    }
  }
}
