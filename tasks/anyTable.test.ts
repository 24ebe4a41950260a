import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parseDefinition } from '../core/dataset/parseDefinition.js'
import { checkTables, ensureTables } from '../database/checkTables.js'
import type { Database } from '../database/database.js'
import { countRows, readPages } from '../database/rows.js'
import type { DataTable, StoredRow } from '../database/tables.js'
import { databaseUrl, freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { judge } from './judge.js'
import { load } from './load.js'
import { preprocess, preprocessDefaults, splitOf } from './preprocess.js'

const folder = temporaryFolder()

/** A data set whose file is written with semicolons and decimal commas. */
function datasetOf(name: string, fields: object[]) {
  const resource = { name, path: `${name}.csv`, dialect: { delimiter: ';' }, schema: { fields } }
  return parseDefinition(JSON.stringify({ name, resources: [resource] }), join(folder, `${name}.json`))
}

async function rowsOf(database: Database, table: DataTable) {
  const rows: StoredRow[] = []
  for await (const page of readPages(database.db, table)) rows.push(...page)
  return rows
}

const everyKind = [
  {
    name: 'Länge (cm), gemessen',
    type: 'number',
    role: 'feature',
    decimalChar: ',',
    groupChar: '.',
    constraints: { minimum: 0 },
    missingValues: ['', 'k. A.'],
  },
  { name: 'a`b"c\'d', type: 'integer', role: 'feature', rejectMissing: true },
  { name: '100 %? :x $1 {y}', type: 'boolean', role: 'feature', trueValues: ['ja'], falseValues: ['nein'] },
  { name: 'C:\\pfad$[0].*', type: 'string', role: 'feature', categories: ['süß', "it's", 'x"y'] },
  { name: 'select', type: 'string', role: 'target', categories: ['gut', 'schlecht'] },
  { name: 'größe', type: 'number', role: 'target', decimalChar: ',' },
  { name: '2019', type: 'date' },
  { name: 'Bemerkung', type: 'string', rejectMissing: true },
]
const header = 'größe'
  .normalize('NFD')
  .concat(';"Länge (cm), gemessen";"a`b""c\'d";100 %? :x $1 {y};C:\\pfad$[0].*;select;2019;Bemerkung')

test('a table of every kind of column, with names of every kind', async () => {
  const dataset = datasetOf('every_kind', everyKind)
  const { database } = await freshDatabase(databaseUrl(), dataset)
  const remark = '"ein ""Wort""; und\nnoch \\eins 🐧"'
  const lines = [
    `0,1;1.234,5;7;ja;süß;gut;2026-01-31;${remark}`,
    `-2e3; k. A. ;-7;nein;"it's";schlecht;;x`,
    ';;0;;;;;x',
    'NaN;1,5;1.5;vielleicht;bitter;gut;x;',
    '1;1.5;7;ja;süß;gut;x;x',
    '1;-1;7;ja;süß;gut;x;x',
    '1e39;1;7;JA;SÜSS;besser;x;x',
    '1,5e30;0,30000000000000004;9;ja;süß;gut;x;x',
  ]
  writeFileSync(dataset.file, `${header}\n${lines.join('\r\n')}\n`)
  expect(await load(database, dataset.file)).toMatchObject({ rows: lines.length })
  expect((await rowsOf(database, database.tables.raw))[0]).toMatchObject({
    line: 2,
    größe: '0,1',
    'Länge (cm), gemessen': '1.234,5',
    'C:\\pfad$[0].*': 'süß',
    Bemerkung: 'ein "Wort"; und\nnoch \\eins 🐧',
  })

  const result = await preprocess(database, preprocessDefaults)
  expect(result).toMatchObject({
    raw: 8,
    clean: 4,
    rejected: 4,
    reasons: { 'not a number': 2, 'not a whole number': 1, 'missing text': 1, 'impossible measurement': 2 },
    unlabeled: {
      'Länge (cm), gemessen': { missing: 2, unknown: 0 },
      '100 %? :x $1 {y}': { missing: 1, unknown: 0 },
      'C:\\pfad$[0].*': { missing: 1, unknown: 0 },
      select: { missing: 1, unknown: 0 },
      größe: { missing: 1, unknown: 0 },
    },
  })
  const clean = await rowsOf(database, database.tables.clean)
  const values = (row: StoredRow) => dataset.columnNames.map((name) => row[name])
  expect(clean.map(values)).toEqual([
    [1234.5, 7, 1, 'süß', 'gut', 0.1, '2026-01-31', 'ein "Wort"; und\nnoch \\eins 🐧'],
    [null, -7, 0, "it's", 'schlecht', -2000, null, 'x'],
    [null, 0, null, null, null, null, null, 'x'],
    [0.30000000000000004, 9, 1, 'süß', 'gut', 1.5e30, 'x', 'x'],
  ])
  for (const row of clean) expect(splitOf(dataset, row, preprocessDefaults)).toBe(row.split)
  const rejected = await rowsOf(database, database.tables.rejected)
  expect(rejected.map(({ line, reason }) => [line, reason])).toEqual([
    [6, 'a`b"c\'d is no whole number: "1.5"; größe is no number: "NaN"; Bemerkung is missing'],
    [7, 'Länge (cm), gemessen is no number: "1.5"'],
    [8, 'Länge (cm), gemessen is -1, outside 0 or more'],
    [9, 'größe is 1e39, larger than any number that a model can take'],
  ])

  // Tables that are as they should be are left alone.
  await ensureTables(database)
  await checkTables(database)
  expect(await rowsOf(database, database.tables.clean)).toEqual(clean)
})

test.each([100, 300])('a table of %i columns, a text among them', async (count) => {
  const numbers = Array.from({ length: count - 2 }, (_, i) => `Größe ${i}`)
  const dataset = datasetOf('many_columns', [
    ...numbers.map((name) => ({ name, type: 'number', role: 'feature', decimalChar: ',' })),
    { name: 'class', type: 'string', role: 'target', categories: ['a', 'b'] },
    { name: 'note', type: 'string' },
  ])
  const { database } = await freshDatabase(databaseUrl(), dataset)
  const rows = Array.from({ length: 50 }, (_, line) => ({
    values: numbers.map((_, i) => (i === line ? null : Math.sin(line * count + i))),
    label: 'ab'[line % 2]!,
    note: 'Wörter\\n'.repeat(line * 20),
  }))
  const lines = rows.map(({ values, label, note }) =>
    [...values.map((value) => String(value ?? '').replace('.', ',')), label, note].join(';'),
  )
  writeFileSync(dataset.file, [dataset.columnNames.join(';'), ...lines, ''].join('\n'))
  for (let i = 0; i < 2; i++) {
    await load(database, dataset.file)
    expect(await preprocess(database, preprocessDefaults)).toMatchObject({ raw: 50, clean: 50 })
  }
  const clean = await rowsOf(database, database.tables.clean)
  expect(clean.map((row) => dataset.columnNames.map((name) => row[name]))).toEqual(
    rows.map(({ values, label, note }) => [...values, label, note || null]),
  )
  await ensureTables(database)
  await checkTables(database)
  expect(await countRows(database.db, database.tables.clean)).toBe(50)
})

test('the lengths that fit are those of the kind: ten thousand characters of text, 255 of what is learned from', async () => {
  const dataset = datasetOf('lengths', everyKind.slice(3))
  const { database } = await freshDatabase(databaseUrl(), dataset)
  const loadRow = (label: string, remark: string) => {
    writeFileSync(dataset.file, `C:\\pfad$[0].*;select;größe;2019;Bemerkung\n;${label};1;;${remark}\n`)
    return load(database, dataset.file)
  }
  expect(await loadRow('🐧'.repeat(255), '🐧'.repeat(10_000))).toMatchObject({ rows: 1 })
  await expect(loadRow('x'.repeat(256), '')).rejects.toThrow(/select is 256 characters long, and 255 fit/)
  await expect(loadRow('x', 'x'.repeat(10_001))).rejects.toThrow(/Bemerkung is 10001 characters long, and 10000 fit/)
})

test.each([
  ['commas', ',', 'the separator is "," where it must be ";"; save it with semicolons, or change `dialect` in '],
  ['tabs', '\t', 'the separator is a tab where it must be ";"; save it with semicolons, or'],
])('a file with %s where the definition says semicolons', async (_, separator, message) => {
  const dataset = datasetOf('separated', everyKind.slice(3))
  const { database } = await freshDatabase(databaseUrl(), dataset)
  writeFileSync(dataset.file, ['C:\\pfad$[0].*', 'select', 'größe', '2019', 'Bemerkung\n'].join(separator))
  await expect(load(database, dataset.file)).rejects.toThrow(message)
})

test('names may hold what other files separate by', async () => {
  const names = ['a, b, c, d', 'e|f|g', 'h i j k l']
  const fields = names.map((name, i) => ({ name, type: 'integer', role: i === 0 ? 'target' : 'feature' }))
  const dataset = datasetOf('separators', fields)
  const { database } = await freshDatabase(databaseUrl(), dataset)
  writeFileSync(dataset.file, `${names.join(';')}\n1;2;3\n`)
  expect(await load(database, dataset.file)).toMatchObject({ rows: 1 })
})

test('what a field holds does not reach the terminal as a command', () => {
  const dataset = datasetOf('wild', [
    { name: 'size', type: 'number', role: 'feature' },
    { name: 'kind', categories: ['a', 'b'], role: 'target' },
  ])
  const { faults } = judge(dataset, { line: 2, size: '\u001b[31m\u009b1m\u202e1', kind: 'a' })
  expect(faults.length).toBeGreaterThan(0)
  for (const { text } of faults) expect(text).toMatch(/^\P{C}+$/u)
})
