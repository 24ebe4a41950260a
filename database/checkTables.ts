import type { Kysely } from 'kysely'
import { UserError } from '../core/errors.js'
import { createTable, mysqlOptions } from './createTable.js'
import type { Database } from './database.js'
import { FIELDS } from './mysqlWide.js'
import { type DataTable, dataTables, type Tables } from './tables.js'

const runColumns = ['id', 'task', 'started_at', 'duration_ms', 'result']

/**
 * Creates the project's tables that are missing. One with the columns of another release or definition stays as it is until a step
 * puts new rows in its place: nothing is lost by a definition that turns out to be wrong.
 *
 * @throws UserError TABLES when a table of that name is not the project's
 */
export async function ensureTables({ db, kind, tables }: Tabled) {
  const found = await findTables(db)
  for (const table of dataTables(tables)) await ensureReplaced({ db, kind }, table, found)
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
  if (found.has('task_runs')) checkRuns(found)
}

/** The same for one table, which a step replaces. */
export async function ensureReplaced({ db, kind }: Omit<Tabled, 'tables'>, table: DataTable, found?: Found) {
  const names = (found ?? (await findTables(db))).get(table.name)
  if (names && !isOurs(names, table)) throw notOurs(table.name)
  if (names) return
  await createTable(db, kind, table, 'empty').catch(async (error: unknown) => {
    // Another process may have made it meanwhile.
    if (!(await findTables(db)).has(table.name)) throw error
  })
}

/** Creates a table that rows are added to, if it is not there. Throws as `hasTable`. */
export async function ensureTable(database: Pick<Database, 'db' | 'kind'>, table: DataTable) {
  if (await hasTable(database, table)) return
  await createTable(database.db, database.kind, table, 'added to').catch(async (error: unknown) => {
    // Another process may have made it meanwhile.
    if (!(await hasTable(database, table))) throw error
  })
}

/** @throws UserError TABLES when the table has other columns, as by an earlier definition: its rows stay */
export async function hasTable({ db }: Pick<Database, 'db'>, table: DataTable): Promise<boolean> {
  const names = (await findTables(db)).get(table.name)
  if (!names) return false
  if (isSame(names, table)) return true
  throw new UserError(
    'TABLES',
    `The table ${table.name} has the columns of another release or definition; rename it to keep its rows, or drop it: a new one is made by itself.`,
  )
}

/** @throws UserError TABLES naming the first table that is not there or not as this program makes it */
export async function checkTables({ db, tables }: Omit<Tabled, 'kind'>) {
  const found = await findTables(db)
  for (const table of dataTables(tables)) checkColumnsOf(found, table)
  checkRuns(found)
}

/** @throws UserError TABLES when a table's columns are not those of the definition, so that its rows can't be read by it */
export async function checkColumns(db: Kysely<Tables>, ...tables: DataTable[]) {
  const found = await findTables(db)
  for (const table of tables) checkColumnsOf(found, table)
}

type Found = Map<string, string[]>

function checkColumnsOf(found: Found, table: DataTable) {
  const names = found.get(table.name)
  if (names && isSame(names, table)) return
  if (names && !isOurs(names, table)) throw notOurs(table.name)
  const fault = names ? 'has the columns of another release or definition' : 'is not there'
  throw new UserError('TABLES', `The table ${table.name} ${fault}; run \`penguins run\`, which makes it.`)
}

function checkRuns(found: Found) {
  const runs = found.get('task_runs')
  if (!runs) throw new UserError('TABLES', 'The table task_runs is not there; run `penguins run`, which makes it.')
  if (!runColumns.every((name) => runs.includes(name))) throw notOurs('task_runs')
}

type Tabled = Pick<Database, 'db' | 'kind' | 'tables'>

/**
 * Does everything on a small scale, beside the tables, that a step does to them.
 *
 * @throws what the database refuses
 */
export async function checkWritable({ db, kind, tables, dataset }: Tabled & Pick<Database, 'dataset'>) {
  const made = { ...tables.split, name: `${dataset.name}_doctor__new` }
  const renamed = `${dataset.name}_doctor__old`
  const away = async () => {
    for (const name of [made.name, renamed]) await db.schema.dropTable(name).ifExists().execute()
  }
  await away()
  try {
    await createTable(db, kind, made, 'doctor')
    await db.insertInto(made.name).values({ seed: 0, test_fraction: 0 }).execute()
    await db.schema.alterTable(made.name).renameTo(renamed).execute()
  } finally {
    await away()
  }
}

/** The columns of each table, in order; a view has none of ours. */
async function findTables(db: Kysely<Tables>): Promise<Found> {
  const tables = await db.introspection.getTables()
  const shown = (names: string[]) => names.filter((name) => name !== FIELDS)
  return new Map(tables.map(({ name, isView, columns }) => [name, isView ? [] : shown(columns.map((it) => it.name))]))
}

const isSame = (names: string[], { columns }: DataTable) =>
  JSON.stringify(names) === JSON.stringify(columns.map(({ name }) => name))

/** Whether it has the form of this table, whatever columns the data set had back then. No field is named like our own columns. */
const isOurs = (names: string[], { columns }: DataTable) => formOf(names) === formOf(columns.map(({ name }) => name))

/** Which table it is, by its first and last columns. */
function formOf(names: string[]): 'raw' | 'clean' | 'rejected' | 'split' | undefined {
  if (names[0] === 'seed') return 'split'
  if (names[0] !== 'line') return undefined
  if (names[1] === 'reason') return 'rejected'
  return names.at(-1) === 'split' ? 'clean' : 'raw'
}

function notOurs(table: string) {
  return new UserError(
    'TABLES',
    `The table ${table} is not as this program makes it, and may be somebody else's; rename or drop it, then do this again.`,
  )
}
