import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Database } from '../database/database.js'
import { HEADER } from '../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { writeTable } from '../test/tables.js'
import { load } from './load.js'
import { preprocess, preprocessDefaults } from './preprocess.js'
import { readTrainingData } from './train/trainingData.js'

const folder = temporaryFolder()

async function loadRows(database: Database, rows: string[]) {
  const path = join(folder, 'rows.csv')
  writeFileSync(path, [HEADER, ...rows, ''].join('\n'))
  await load(database, path)
}

async function splits(database: Database) {
  const rows = await database.db.selectFrom('penguins').selectAll().orderBy('line').execute()
  return new Map(rows.map(({ line: _, split, ...content }) => [JSON.stringify(Object.values(content)), split]))
}

test('the reference file: 342 clean and 2 rejected, each run the same', async () => {
  const { database } = await freshDatabase()
  await load(database, 'data/penguins_size.csv')
  const results = [await preprocess(database, preprocessDefaults), await preprocess(database, preprocessDefaults)]
  expect(results[0]).toMatchObject({
    raw: 344,
    clean: 342,
    train: 273,
    test: 69,
    rejected: 2,
    reasons: { 'missing measurement': 2 },
    examples: { 'missing measurement': 'line 5: culmen_length_mm is missing' },
    unlabeled: { sex: { missing: 8, unknown: 1 } },
    seed: 230,
    test_fraction: 0.2,
  })
  expect(results[1]).toEqual(results[0])
  const rejected = await database.db.selectFrom('penguins_rejected').selectAll().orderBy('line').execute()
  expect(rejected.map(({ line }) => line)).toEqual([5, 341])
  expect(rejected[0]).toMatchObject({
    species: 'Adelie',
    body_mass_g: 'NA',
    reason:
      'culmen_length_mm is missing; culmen_depth_mm is missing; flipper_length_mm is missing; body_mass_g is missing',
  })
})

test('each class is split alike', async () => {
  const { database } = await freshDatabase()
  await load(database, 'data/penguins_size.csv')
  await preprocess(database, preprocessDefaults)
  const rows = await database.db.selectFrom('penguins').select(['species', 'sex', 'split']).execute()
  for (const [column, labels] of [
    ['species', ['Adelie', 'Chinstrap', 'Gentoo']],
    ['sex', ['MALE', 'FEMALE']],
  ] as const) {
    for (const label of labels) {
      const ofLabel = rows.filter((row) => row[column] === label)
      const share = ofLabel.filter(({ split }) => split === 'test').length / ofLabel.length
      expect(share, label).toBeGreaterThan(0.17)
      expect(share, label).toBeLessThan(0.23)
    }
  }
})

test('a row keeps its split when others go and the order changes; another seed deals anew', async () => {
  const { database } = await freshDatabase()
  await load(database, 'data/penguins_size.csv')
  await preprocess(database, preprocessDefaults)
  const before = await splits(database)

  const raw = await database.db.selectFrom('penguins_raw').selectAll().orderBy('line', 'desc').execute()
  const kept = raw.filter((_, i) => i % 3 > 0).map(({ line: _, ...fields }) => Object.values(fields).slice(0, 7).join())
  await loadRows(database, kept)
  await preprocess(database, preprocessDefaults)
  const after = await splits(database)
  expect(after.size).toBeGreaterThan(200)
  for (const [content, split] of after) expect(before.get(content)).toBe(split)

  await preprocess(database, { ...preprocessDefaults, seed: 1 })
  expect(await splits(database)).not.toEqual(after)
})

test.each([
  ['Adelie,Dream,NA,18.7,181,3750,MALE', 'missing measurement', 'culmen_length_mm is missing'],
  ['Adelie,Dream,,18.7,181,3750,MALE', 'missing measurement', 'culmen_length_mm is missing'],
  ['Adelie,Dream,long,18.7,181,3750,MALE', 'not a number', 'culmen_length_mm is no number: "long"'],
  ['Adelie,Dream,"39,1",18.7,181,3750,MALE', 'not a number', 'culmen_length_mm is no number: "39,1"'],
  ['Adelie,Dream,0x27,18.7,181,3750,MALE', 'not a number', 'culmen_length_mm is no number: "0x27"'],
  ['Adelie,Dream,39.1,18.7,181,-3750,MALE', 'impossible measurement', 'body_mass_g is -3750, outside 1500 to 9000 g'],
  [
    'Adelie,Dream,39.1,18.7,1e400,3750,MALE',
    'impossible measurement',
    'flipper_length_mm is 1e400, outside 130 to 280 mm',
  ],
  ['Emperor,Dream,39.1,18.7,181,3750,MALE', 'unknown label', 'species is none of Adelie, Chinstrap, Gentoo: "Emperor"'],
  ['NA,Dream,39.1,18.7,181,3750,MALE', 'missing label', 'species is missing'],
  ['Adelie,Mars,39.1,18.7,181,3750,MALE', 'unknown label', 'island is none of Biscoe, Dream, Torgersen: "Mars"'],
])('rejects %s', async (row, fault, reason) => {
  const { database } = await freshDatabase()
  await loadRows(database, ['Adelie,Dream,39.1,18.7,181,3750,MALE', row])
  expect(await preprocess(database, preprocessDefaults)).toMatchObject({
    clean: 1,
    rejected: 1,
    reasons: { [fault]: 1 },
  })
  expect(await database.db.selectFrom('penguins_rejected').selectAll().execute()).toMatchObject([{ line: 3, reason }])
})

test('a row with a missing or odd sex is kept, and counted', async () => {
  const { database } = await freshDatabase()
  const row = 'Adelie,Dream, 39.1 ,18.7,181,3750'
  await loadRows(database, [`${row},MALE`, `${row},NA`, `${row},`, `${row},.`, `${row},male`])
  expect(await preprocess(database, preprocessDefaults)).toMatchObject({
    clean: 5,
    unlabeled: { sex: { missing: 2, unknown: 2 } },
  })
  const rows = await database.db.selectFrom('penguins').select(['sex', 'culmen_length_mm']).orderBy('line').execute()
  expect(rows.map(({ sex }) => sex)).toEqual(['MALE', null, null, null, null])
  expect(rows[0]!.culmen_length_mm).toBe(39.1)
})

test('nothing to judge, or nothing that passes, changes nothing', async () => {
  const { database } = await freshDatabase()
  await expect(preprocess(database, preprocessDefaults)).rejects.toThrow(/penguins_raw is empty; run `penguins load`/)
  await load(database, 'data/penguins_size.csv')
  await preprocess(database, preprocessDefaults)
  await loadRows(
    database,
    ['NA,18.7,181,3750', '39.1,18.7,181,9', '39.1,187,181,3750'].map((it) => `Adelie,Dream,${it},MALE`),
  )
  await expect(preprocess(database, preprocessDefaults)).rejects.toThrow(
    'All 3 rows were rejected, most for impossible measurement in 2 rows (line 3: body_mass_g is 9, outside 1500 to 9000 g); mend',
  )
  expect(await database.db.selectFrom('penguins').select('line').execute()).toHaveLength(342)
})

test('what the rows are split by stands beside them, replaced in the same step', async () => {
  const { database } = await freshDatabase()
  await load(database, 'data/penguins_size.csv')
  const split = async () => database.db.selectFrom('penguins_split').selectAll().execute()
  for (const [seed, testFraction] of [
    [230, 0.2],
    [7, 0.3],
  ] as const) {
    await preprocess(database, { seed, testFraction })
    expect(await split()).toEqual([{ seed, test_fraction: testFraction }])
    expect((await readTrainingData(database)).split).toEqual({ seed, test_fraction: testFraction })
  }
  await expect(preprocess(database, { seed: 8, testFraction: 0.1, of: 'another' })).rejects.toThrow(/Another run/)
  expect(await split()).toEqual([{ seed: 7, test_fraction: 0.3 }])
  await database.db.deleteFrom('penguins_split').execute()
  expect((await readTrainingData(database)).split).toBeUndefined()
})

test('equal rows of categories alone are rows of their own: both sides of the split have them', async () => {
  const dataset = await writeTable(
    temporaryFolder(),
    'votes',
    [
      {
        name: 'region',
        role: 'feature',
        type: 'string',
        categories: ['north', 'south'],
        text: (row) => (row % 3 ? 'north' : 'south'),
      },
      { name: 'vote', role: 'target', type: 'boolean', text: (row) => row % 2 === 0 },
    ],
    300,
  )
  const { database } = await freshDatabase(undefined, dataset)
  await load(database, dataset.file)
  const { train, test } = await preprocess(database, preprocessDefaults)
  expect(train + test).toBe(300)
  expect(test).toBeGreaterThan(30)
  expect(test).toBeLessThan(90)
})
