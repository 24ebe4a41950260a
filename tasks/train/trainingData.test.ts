import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readCleanPages, rowOf } from '../../database/cleanPages.js'
import { recordRun } from '../../database/runs.js'
import type { StoredRow } from '../../database/tables.js'
import { penguins } from '../../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { writeMixedTable } from '../../test/tables.js'
import { load } from '../load.js'
import { preprocess, preprocessDefaults } from '../preprocess.js'
import { readTrainingData, splitBy } from './trainingData.js'

async function prepared(dataset = penguins) {
  const { database } = await freshDatabase(undefined, dataset)
  await load(database, dataset.file)
  return { database, result: await preprocess(database, preprocessDefaults) }
}

test.each([
  ['with', true],
  ['without', false],
])(
  'the split that the rows were made by is known %s a record of it, and not once somebody has changed it',
  async (_, isRecorded) => {
    const { database, result } = await prepared()
    if (isRecorded) await recordRun(database, 'preprocess', new Date(), result)
    const { seed, test_fraction } = result
    expect((await readTrainingData(database)).split).toEqual({ seed, test_fraction })

    await sql`update penguins_split set seed = 7`.execute(database.db)
    expect((await readTrainingData(database)).split).toBeUndefined()
    await sql`update penguins_split set seed = ${seed}`.execute(database.db)
    await sql`update penguins set split = 'test' where line = 2`.execute(database.db)
    await sql`update penguins set split = 'train' where line = 3`.execute(database.db)
    expect((await readTrainingData(database)).split).toBeUndefined()
  },
)

test('the rows of a page are those of the table, of every kind of column', async () => {
  const dataset = await writeMixedTable(temporaryFolder())
  const { database, result } = await prepared(dataset)
  const data = await readTrainingData(database)
  expect(data.fingerprint.startsWith(result.fingerprint)).toBe(true)
  const rows = []
  for await (const page of readCleanPages(database)) {
    for (let i = 0; i < page.rowCount; i++) rows.push(rowOf(dataset, page, i))
  }
  const stored = await database.db.selectFrom(dataset.name).selectAll().orderBy('line').execute()
  expect(rows).toEqual(stored)
  for (const split of [data.split!, { seed: 7, test_fraction: 0.5 }]) {
    const tested = stored.map((row) =>
      Number(row.split === 'test' && splitBy(dataset, row as StoredRow, split) === 'test'),
    )
    expect(Array.from(data.testRows.testedBy(split))).toEqual(tested)
  }
})
