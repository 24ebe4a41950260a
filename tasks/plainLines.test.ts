import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Dataset } from '../core/dataset/dataset.js'
import { LINE_ENDS } from '../csv/lines.js'
import { HEADER, penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { plainLines } from './plainLines.js'
import { readCsv } from './readCsv.js'

const folder = temporaryFolder()
const shape = { delimiter: ',', fieldCount: 3, order: [2, 0, 1], fits: [9, 9, 9] }
const taken = (text: string, changed = {}) => {
  const plain = plainLines(Buffer.from(text), 99, { ...shape, ...changed })
  return plain && { text: plain.tsv.bytes.toString(), rows: plain.tsv.rows, lines: plain.lines }
}

test('plain lines are taken with their numbers, in the order of the columns', () => {
  expect(taken('a,b,c\n1,,3\n')).toEqual({ text: '99\tc\ta\tb\n100\t3\t1\t\n', rows: 2, lines: 2 })
  expect(taken('a,b,c\r\n\r\n\nø,🐧,\n')).toEqual({ text: '99\tc\ta\tb\n102\t\tø\t🐧\n', rows: 2, lines: 4 })
  expect(taken('a\tb\tc\n', { delimiter: '\t' })).toEqual({ text: '99\tc\ta\tb\n', rows: 1, lines: 1 })
  expect(taken('a\n\nb\n', { fieldCount: 1, order: [0] })).toEqual({ text: '99\ta\n101\tb\n', rows: 2, lines: 3 })
})

test.each([
  ['too few fields', 'a,b,c\na,b\n'],
  ['too many fields', 'a,b,c,d\n'],
  ['a field that may be too long', 'a,b,1234567890\n'],
  ['a backslash', 'a,b,\\c\n'],
  ['a tab', 'a,b,\tc\n'],
  ['a line end of another kind', 'a,b,c\rd,e,f\n'],
  ['a line end that went through text mode twice', 'a,b,c\r\r\n'],
])('%s is left to be read field by field', (_, text) => {
  expect(taken(text)).toBeUndefined()
})

test('so is a file with a delimiter of several bytes', () => {
  expect(taken('a§b§c\n', { delimiter: '§' })).toBeUndefined()
})

const ROW = 'Adelie,Torgersen,39.1,18.7,181,3750,MALE'
const field = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('', 'Adelie', '39.1', 'NA', ' a ', 'é🐧', "'") },
  {
    weight: 1,
    arbitrary: fc.constantFrom('"Dream"', '"a,b"', '"say ""no"""', '""', '"a\nb"', '"a\r\n\r\nb"', 'a\\', 'a\tb'),
  },
)
const row = fc.array(field, { minLength: 7, maxLength: 7 }).map((fields) => fields.join())
const tail = fc.array(fc.oneof({ weight: 9, arbitrary: row }, { weight: 1, arbitrary: fc.constantFrom('', ROW) }))

/** The rows of a file by csv-parse alone. */
function parsed(text: string, { columnNames }: Dataset) {
  const [header, ...records] = parse(text, { record_delimiter: LINE_ENDS, skip_empty_lines: true })
  return records.map((fields) => columnNames.map((name) => fields[header!.indexOf(name)]))
}

test('wherever what is not plain stands in a long file, the rows are those that csv-parse reads', async () => {
  const path = join(folder, 'long.csv')
  const options = fc.record({
    // The file is read 32 KiB at a time.
    before: fc.integer({ min: 790, max: 830 }),
    end: fc.constantFrom(...LINE_ENDS),
    header: fc.shuffledSubarray(HEADER.split(','), { minLength: 7 }),
    tails: fc.array(tail, { minLength: 1, maxLength: 3 }),
    last: fc.constantFrom('', ROW),
  })
  await fc.assert(
    fc.asyncProperty(options, async ({ before, end, header, tails, last }) => {
      const plain = Array<string>(before).fill(ROW)
      const text = `${[header.join(), ...tails.flatMap((tail) => [...plain, ...tail])].join(end)}${end}${last}`
      writeFileSync(path, text)
      const rows: [number, ...string[]][] = []
      for await (const batch of readCsv(path, penguins)) rows.push(...batch)
      expect(rows.map(([, ...fields]) => fields)).toEqual(parsed(text, penguins))
      // Each stands where it is said to stand.
      const lines = text.split(/\r?\r?\n|\r/)
      const places = penguins.columnNames.map((name) => header.indexOf(name))
      for (const [line, ...fields] of rows) {
        if (!lines[line - 1]!.includes('"')) expect(places.map((i) => lines[line - 1]!.split(',')[i])).toEqual(fields)
      }
    }),
    { numRuns: 60 },
  )
})
