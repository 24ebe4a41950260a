import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HEADER } from '../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { load } from './load.js'

const folder = temporaryFolder()

test('the file stands in the table as text, with its lines, and a second run does not double it', async () => {
  const { database } = await freshDatabase()
  for (let i = 0; i < 2; i++) {
    expect(await load(database, 'data/penguins_size.csv')).toMatchObject({ file: 'data/penguins_size.csv', rows: 344 })
  }
  const rows = await database.db.selectFrom('penguins_raw').selectAll().orderBy('line').execute()
  expect(rows).toHaveLength(344)
  expect(rows[335]).toMatchObject({ line: 337, species: 'Gentoo', island: 'Biscoe' })
  expect(rows[336]).toMatchObject({ line: 338, sex: '.' })
  expect(rows[3]).toMatchObject({ line: 5, species: 'Adelie', culmen_length_mm: 'NA', body_mass_g: 'NA', sex: 'NA' })
})

test('a file that is refused halfway leaves the old rows', async () => {
  const { database } = await freshDatabase()
  await load(database, 'data/penguins_size.csv')
  const path = join(folder, 'broken.csv')
  writeFileSync(path, `${HEADER}\n${'Gentoo,Biscoe,1,2,3,4,MALE\n'.repeat(30_000)}Gentoo,Biscoe\n`)
  await expect(load(database, path)).rejects.toThrow(/broken.csv, line 30002: there are 2 fields/)
  expect(await database.db.selectFrom('penguins_raw').select('line').execute()).toHaveLength(344)
})

test('many batches arrive whole', async () => {
  const { database } = await freshDatabase()
  const path = join(folder, 'many.csv')
  const header = 'sex,island,culmen_length_mm,culmen_depth_mm,flipper_length_mm,body_mass_g,species\n'
  writeFileSync(path, header + Array.from({ length: 35_000 }, (_, i) => `MALE,Dream,${i},2,3,4,Gentoo\n`).join(''))
  expect(await load(database, path)).toMatchObject({ rows: 35_000 })
  const last = database.db.selectFrom('penguins_raw').selectAll().where('line', '=', 35_001)
  expect(await last.executeTakeFirst()).toMatchObject({ species: 'Gentoo', culmen_length_mm: '34999', sex: 'MALE' })
})
