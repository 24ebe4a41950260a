import { join } from 'node:path'
import Libsql from 'libsql'
import { expect, test } from 'vitest'
import { penguins } from '../test/datasets.js'
import { databaseUrl, freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import type { Database } from './database.js'
import { readRows } from './rows.js'
import { tablesOf } from './tables.js'
import { toTsv } from './tsv.js'

const { raw } = tablesOf(penguins)

/** What the table holds once the rows were inserted as lines. */
async function inserted(database: Database, rows: [number, ...string[]][]) {
  await database.replaceTables([raw], (insert) => insert(raw, toTsv(rows)))
  const found = []
  for await (const page of readRows(database, raw)) found.push(...page)
  return found
}

const row = (line: number, ...texts: string[]): [number, ...string[]] => [
  line,
  ...Array.from({ length: 7 }, (_, i) => texts[i % texts.length]!),
]
const many = (...texts: string[]) => Array.from({ length: 9000 }, (_, i) => row(i * 3 + 2, ...texts, String(i)))

test.each([
  ['of ASCII', many('Adelie', '39.1', 'NA')],
  ['of any characters', many('Tørgersen', '🐧', ' a ', "'", '"', '?1')],
  ['without a character', [row(2, ''), row(3, ''), row(4, 'a', '')]],
  ['with what lines escape', many('\\', 'a\tb', 'a\r\nb', '\\N', '\\t')],
  ['very long and very short', [...many('a'), row(900_000, 'ø'.repeat(255)), row(2_147_483_647, '🐧')]],
])('texts %s stand in the table as they are', async (_, rows) => {
  const { database } = await freshDatabase()
  expect(await inserted(database, rows)).toEqual(rows)
})

test.skipIf(databaseUrl().startsWith('mysql:'))('in an SQLite file in UTF-16 too', async () => {
  const path = join(temporaryFolder(), 'utf16.sqlite')
  const file = new Libsql(path)
  file.pragma("encoding = 'UTF-16'")
  file.exec('create table mine (it text)')
  file.close()
  const { database } = await freshDatabase(`sqlite:${path}`)
  const rows = many('Tørgersen', '🐧', '')
  expect(await inserted(database, rows)).toEqual(rows)
})

test('a line that is there twice is refused, and the old rows stay', async () => {
  const { database } = await freshDatabase()
  const rows = [row(2, 'a'), row(3, 'b')]
  await inserted(database, rows)
  await expect(inserted(database, [...many('a'), row(2, 'b')])).rejects.toThrow()
  const found = []
  for await (const page of readRows(database, raw)) found.push(...page)
  expect(found).toEqual(rows)
})
