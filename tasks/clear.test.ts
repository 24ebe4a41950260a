import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { countRows } from '../database/rows.js'
import { recordRun } from '../database/runs.js'
import { rowTables } from '../database/tables.js'
import { penguins } from '../test/datasets.js'
import { freshDatabase } from '../test/freshDatabase.js'
import { clear } from './clear.js'
import { load } from './load.js'
import { preprocess, preprocessDefaults } from './preprocess.js'

test('empties the data tables, says how many rows went, and touches nothing else', async () => {
  const { database } = await freshDatabase()
  const { db } = database
  await sql`create table if not exists somebody_elses (x integer)`.execute(db)
  await sql`insert into somebody_elses values (1)`.execute(db)
  await recordRun(database, 'load', new Date(), { rows: 344 })
  await load(database, penguins.file)
  await preprocess(database, preprocessDefaults)

  expect(await clear(database)).toEqual({ cleared: { penguins_raw: 344, penguins: 342, penguins_rejected: 2 } })
  expect(await clear(database)).toEqual({ cleared: { penguins_raw: 0, penguins: 0, penguins_rejected: 0 } })
  for (const table of rowTables(database.tables)) expect(await countRows(db, table)).toBe(0)
  expect(await db.selectFrom('task_runs').select('task').execute()).toMatchObject([{ task: 'load' }])
  expect((await sql`select x from somebody_elses`.execute(db)).rows).toHaveLength(1)
  await sql`drop table somebody_elses`.execute(db)
})
