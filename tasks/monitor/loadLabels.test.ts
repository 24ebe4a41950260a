import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { ensureTable } from '../../database/checkTables.js'
import type { Database } from '../../database/database.js'
import { databaseUrl, dropTables, freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { loadLabels } from './loadLabels.js'

const file = join(temporaryFolder(), 'labels.csv')
let database: Database
beforeAll(async () => {
  database = (await freshDatabase(databaseUrl())).database
})
beforeEach(async () => {
  await dropTables(database)
  const { predictionLog } = database.tables
  await ensureTable(database, predictionLog)
  const logged = (id: string, row: number) => [
    null,
    '2026-01-02 03:04:05',
    id,
    row,
    'v1',
    1,
    2,
    3,
    4,
    'Adelie',
    1,
    'MALE',
    1,
  ]
  await database.append(predictionLog, [logged('a', 0), logged('b', 0), logged('b', 1)])
})

const write = (...lines: string[]) => writeFileSync(file, `${lines.join('\n')}\n`)
const stored = () =>
  database.db
    .selectFrom('penguins_true_labels')
    .selectAll()
    .orderBy('request_id')
    .orderBy('request_row')
    .orderBy('target')
    .execute()

test('labels go in by request, row and target; a later file adds to them and replaces them, and doubles none', async () => {
  write('request_id,request_row,species', 'a,,Adelie', 'b,1,Gentoo', 'b,0,NA')
  const said = { file, labels: 2, unknown: 0, first_unknown: null }
  expect(await loadLabels(database, file)).toEqual(said)
  expect(await loadLabels(database, file)).toEqual(said)
  write('sex,request_id,note', 'MALE,a,x')
  await loadLabels(database, file)
  write('request_id,species', 'a,Chinstrap')
  await loadLabels(database, file)
  expect(await stored()).toEqual([
    { request_id: 'a', request_row: 0, target: 'sex', label: 'MALE', value: null },
    { request_id: 'a', request_row: 0, target: 'species', label: 'Chinstrap', value: null },
    { request_id: 'b', request_row: 1, target: 'species', label: 'Gentoo', value: null },
  ])
})

test('labels of rows that were never logged are said, and wait', async () => {
  write('request_id,request_row,species', 'zz,0,Adelie', 'b,7,Gentoo', 'a,0,Gentoo')
  expect(await loadLabels(database, file)).toMatchObject({ labels: 3, unknown: 2, first_unknown: 'b' })
})

test.each([
  [
    'a label that is no class',
    ['a,0,Adelie', 'b,0,Adelee'],
    /labels\.csv, line 3: species "Adelee" must be one of Adelie, Chinstrap, Gentoo; mend the file and load it again\.$/,
  ],
  ['no id', [',0,Adelie'], /line 2: request_id is missing/],
  [
    'an id that no request has',
    [`${'x'.repeat(129)},0,Adelie`],
    /line 2: request_id "x+…" is longer than 128 characters/,
  ],
  ['a row that is no number', ['a,-1,Adelie'], /line 2: request_row "-1" is no whole number from 0/],
  ['a field too few', ['a,0'], /line 2: there are 2 fields where the header names 3/],
  ['no row', [], /labels\.csv holds no label; nothing was loaded\.$/],
])('%s is answered with line and reason, and nothing of the file is loaded', async (_, lines, says) => {
  write('request_id,request_row,species', ...lines)
  await expect(loadLabels(database, file)).rejects.toThrow(says)
  expect(await stored()).toEqual([])
})

test.each(['species,sex', 'request_id,request_row', 'a,Adelie'])(
  'the header %s is told what it needs',
  async (header) => {
    write(header, 'a,0')
    await expect(loadLabels(database, file)).rejects.toThrow(
      /line 1: the header needs request_id and a target \(species, sex\), and request_row for rows of a batch/,
    )
  },
)

test('an empty file, no file and no log are said', async () => {
  writeFileSync(file, '')
  await expect(loadLabels(database, file)).rejects.toThrow(/labels\.csv, line 1: it is empty and needs a header/)
  await expect(loadLabels(database, `${file}x`)).rejects.toThrow(/does not exist/)
  await dropTables(database)
  await expect(loadLabels(database, file)).rejects.toThrow(/^There is no penguins_prediction_log/)
})

test('more labels than a statement takes are loaded', async () => {
  write('request_id,request_row,species,sex', ...Array.from({ length: 20_000 }, (_, i) => `c,${i},Adelie,MALE`))
  expect(await loadLabels(database, file)).toMatchObject({ labels: 40_000, unknown: 40_000 })
})
