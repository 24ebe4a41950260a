import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import { type CleanRow, type ColumnName, dataset } from '../../core/dataset.js'
import { UserError } from '../../core/errors.js'

export type DatabaseKind = 'sqlite' | 'mysql'

/** The longest text, in characters, that a raw field may be. */
export const RAW_FIELD_LENGTH = 255

/** What rows are split by into train and test. */
export type Split = { seed: number; test_fraction: number }

type RawRow = { line: number } & Record<ColumnName, string>

/** What Kysely knows of the tables. */
export interface Tables {
  /** Every CSV field as text, just as it stood, with the file's line. */
  penguins_raw: RawRow
  /** What `preprocess` accepted. */
  penguins: { line: number } & CleanRow & { split: 'train' | 'test' }
  /** What `preprocess` refused, with the reason. */
  penguins_rejected: { line: number; reason: string } & Record<ColumnName, string>
  /** What the clean rows were split by: one row, replaced with them. */
  penguins_split: Split
  /** Each task's result; the only table that grows. */
  task_runs: { id?: number; task: string; started_at: string; duration_ms: number; result: string }
}

/** The tables of rows, in the order in which steps fill them. */
export const rowTables = ['penguins_raw', 'penguins', 'penguins_rejected'] as const
export type RowTable = (typeof rowTables)[number]

/** All tables that steps fill; each is replaced as a whole. */
export type DataTable = RowTable | 'penguins_split'
export const dataTables: readonly DataTable[] = [...rowTables, 'penguins_split']

/** The name that a table's new state has until it takes the table's place. */
export const newName = (table: DataTable) => `${table}__new` as const

type SqlType = 'integer' | 'double precision' | 'text' | `varchar(${number})`
export interface ColumnDefinition {
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
  penguins_split: [
    { name: 'seed', type: 'integer' },
    { name: 'test_fraction', type: 'double precision' },
  ],
}

export const definitionOf = (table: DataTable): readonly ColumnDefinition[] => definitions[table]

/** The columns of a data table, in the order in which rows are inserted. */
export function columnsOf(table: DataTable): string[] {
  return definitions[table].map((column) => column.name)
}

/** Text compares byte by byte and keeps every character, on both databases. */
const mysqlOptions = sql`engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin`

/**
 * Creates a data table under a name of the caller's. Its first column is its primary key.
 *
 * @param mark what MySQL keeps as the end of the table's comment, by which it is known again
 */
export async function createDataTable(
  db: Kysely<Tables>,
  kind: DatabaseKind,
  table: DataTable,
  as: string,
  mark: string,
) {
  let create = db.schema.createTable(as)
  for (const [i, column] of definitions[table].entries()) {
    create = create.addColumn(column.name, column.type, (c) => {
      if (i === 0) return c.primaryKey()
      return column.nullable ? c : c.notNull()
    })
  }
  if (kind === 'mysql')
    create = create.modifyEnd(sql`${mysqlOptions} comment = ${sql.lit(`made by penguins, ${mark}`)}`)
  await create.execute()
}

const runColumns = ['id', 'task', 'started_at', 'duration_ms', 'result']

/**
 * Creates what is missing of the project's tables. Its data tables are derived: one that an earlier release made with other columns
 * is made anew, empty.
 *
 * @throws UserError TABLES when a table of that name is not the project's
 */
export async function ensureTables(db: Kysely<Tables>, kind: DatabaseKind) {
  const found = await findTables(db)
  for (const table of dataTables) {
    const names = found.get(table)
    if (names && isSame(names, columnsOf(table))) continue
    if (names && !isOurs(table, names)) throw notOurs(table)
    // Another process may have made it meanwhile.
    if (names) await db.schema.dropTable(table).ifExists().execute()
    await createDataTable(db, kind, table, table, 'empty').catch(async (error: unknown) => {
      if (!(await findTables(db)).has(table)) throw error
    })
  }
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

/** @throws UserError TABLES naming the first table that is not there or not as this program makes it */
export async function checkTables(db: Kysely<Tables>) {
  const found = await findTables(db)
  for (const table of dataTables) {
    const names = found.get(table)
    if (names && isSame(names, columnsOf(table))) continue
    if (names && !isOurs(table, names)) throw notOurs(table)
    const fault = names ? 'has the columns of another release' : 'is not there'
    throw new UserError('TABLES', `The table ${table} ${fault}; run \`penguins run\`, which makes it.`)
  }
  const runs = found.get('task_runs')
  if (!runs) throw new UserError('TABLES', 'The table task_runs is not there; run `penguins run`, which makes it.')
  if (!runColumns.every((name) => runs.includes(name))) throw notOurs('task_runs')
}

/**
 * Does in small, beside the tables, all that a step does to them.
 *
 * @throws what the database refuses
 */
export async function checkWritable(db: Kysely<Tables>, kind: DatabaseKind) {
  const [made, renamed] = ['penguins_doctor__new', 'penguins_doctor__old'] as const
  const away = async () => {
    for (const name of [made, renamed]) await db.schema.dropTable(name).ifExists().execute()
  }
  await away()
  try {
    await createDataTable(db, kind, 'penguins_split', made, 'doctor')
    await db
      .insertInto(made as 'penguins_split')
      .values({ seed: 0, test_fraction: 0 })
      .execute()
    await db.schema.alterTable(made).renameTo(renamed).execute()
  } finally {
    await away()
  }
}

/** The columns of each table, in order; a view has none of ours. */
async function findTables(db: Kysely<Tables>): Promise<Map<string, string[]>> {
  const tables = await db.introspection.getTables()
  return new Map(tables.map(({ name, isView, columns }) => [name, isView ? [] : columns.map((column) => column.name)]))
}

const isSame = (a: string[], b: string[]) => a.join() === b.join()

/** How this program's tables start and end, whatever columns the data set had when they were made. */
function isOurs(table: DataTable, names: string[]): boolean {
  switch (table) {
    case 'penguins_raw':
      return names[0] === 'line'
    case 'penguins':
      return names[0] === 'line' && names.at(-1) === 'split'
    case 'penguins_rejected':
      return names[0] === 'line' && names[1] === 'reason'
    case 'penguins_split':
      return names.includes('seed')
  }
}

function notOurs(table: string) {
  return new UserError(
    'TABLES',
    `The table ${table} is not as this program makes it, and may be somebody else's; rename or drop it, then run \`penguins run\`.`,
  )
}
