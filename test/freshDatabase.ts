import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import type { Dataset } from '../core/dataset/dataset.js'
import { ensureTables } from '../database/checkTables.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open.js'
import { dataTables, newTable } from '../database/tables.js'
import { penguins } from './datasets.js'

/** A folder that goes when the test file ends. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'penguins-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Where the tests' database is: MySQL if DATABASE_URL names it, else a new SQLite file. */
export function databaseUrl(): string {
  const url = process.env.DATABASE_URL
  return url?.startsWith('mysql:') ? url : `sqlite:${join(temporaryFolder(), 'test.sqlite')}`
}

/** A database with a data set's empty tables; its second opening (`openDatabase(url, dataset)`) sees the same. */
export async function freshDatabase(
  url = databaseUrl(),
  dataset: Dataset = penguins,
): Promise<{ database: Database; url: string }> {
  const database = await openDatabase(url, dataset)
  await dropTables(database)
  await ensureTables(database)
  afterAll(() => database.close())
  return { database, url }
}

export async function dropTables({ db, tables }: Database) {
  const replaced = [...dataTables(tables), tables.predictions]
  const added = [tables.predictionLog, tables.trueLabels]
  const names = [...replaced, ...replaced.map(newTable), ...added].map(({ name }) => name)
  for (const name of [...names, 'task_runs']) await db.schema.dropTable(name).ifExists().execute()
}
