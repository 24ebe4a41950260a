import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll } from 'vitest'
import type { Database } from '../tasks/database/database.js'
import { openDatabase } from '../tasks/database/open.js'
import { dataTables, ensureTables, newName } from '../tasks/database/tables.js'

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

/** A database with empty tables; its second opening (`openDatabase(url)`) sees the same. */
export async function freshDatabase(url = databaseUrl()): Promise<{ database: Database; url: string }> {
  const database = await openDatabase(url)
  await dropTables(database)
  await ensureTables(database.db, database.kind)
  afterAll(() => database.close())
  return { database, url }
}

export async function dropTables({ db }: Database) {
  for (const table of [...dataTables, ...dataTables.map(newName), 'task_runs']) {
    await sql`drop table if exists ${sql.table(table)}`.execute(db)
  }
}
