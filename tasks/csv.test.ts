import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../test/freshDatabase.js'
import { type RawValues, readCsv } from './csv.js'

const folder = temporaryFolder()
const HEADER = 'species,island,culmen_length_mm,culmen_depth_mm,flipper_length_mm,body_mass_g,sex'
const ROW = 'Adelie,Torgersen,39.1,18.7,181,3750,MALE'
const values = (line: number, ...changes: [number, string][]): RawValues => {
  const fields = ROW.split(',')
  for (const [i, value] of changes) fields[i] = value
  return [line, ...fields]
}

let files = 0
async function read(content: string | Buffer): Promise<RawValues[]> {
  const path = join(folder, `${files++}.csv`)
  writeFileSync(path, content)
  const rows = []
  for await (const batch of readCsv(path)) rows.push(...batch)
  return rows
}

test('the reference file, line by line', async () => {
  const rows = []
  for await (const batch of readCsv('data/penguins_size.csv')) rows.push(...batch)
  expect(rows).toHaveLength(344)
  expect(rows[0]).toEqual(values(2))
  expect(rows[3]).toEqual([5, 'Adelie', 'Torgersen', 'NA', 'NA', 'NA', 'NA', 'NA'])
  expect(rows[336]).toEqual([338, 'Gentoo', 'Biscoe', '44.5', '15.7', '217', '4875', '.'])
})

test.each([
  ['a byte-order mark', `\ufeff${HEADER}\n${ROW}\n`],
  ['CRLF', `${HEADER}\r\n${ROW}\r\n`],
  ['no line break at the end', `${HEADER}\n${ROW}`],
  ['empty lines at the end', `${HEADER}\n${ROW}\n\n\n`],
])('accepts %s', async (_, content) => {
  expect(await read(content)).toEqual([values(2)])
})

test('accepts quoted commas, quotes and line breaks, and counts lines through them', async () => {
  const content = `${HEADER}\n"Ade,lie","Tor""gersen","39\n.1",18.7,181,3750,MALE\n\n${ROW}\n`
  expect(await read(content)).toEqual([values(2, [0, 'Ade,lie'], [1, 'Tor"gersen'], [2, '39\n.1']), values(5)])
})

test('keeps every character as it stands', async () => {
  expect(await read(`${HEADER}\n${ROW.replace('Torgersen', ' Tørgersen🐧\\ ')}\n`)).toEqual([
    values(2, [1, ' Tørgersen🐧\\ ']),
  ])
})

test('takes the columns in any order', async () => {
  const reverse = (line: string) => line.split(',').reverse().join()
  expect(await read(`${reverse(HEADER)}\n${reverse(ROW)}\n`)).toEqual([values(2)])
})

test('characters that lie across the edges of what is read at once stay whole', async () => {
  const wide = ROW.replace('Torgersen', 'ø🐧€'.repeat(50))
  const rows = await read(`${HEADER}\n${`${wide}\n`.repeat(3000)}`)
  expect(rows).toHaveLength(3000)
  expect(new Set(rows.map((row) => row[2]))).toEqual(new Set(['ø🐧€'.repeat(50)]))
})

test.each([
  ['an empty file', '', /is empty; it needs a header/],
  ['only empty lines', '\n\n', /is empty; it needs a header/],
  ['a header alone', `${HEADER}\n`, /has a header but no rows/],
  ['a header that lacks columns', 'species,island\na,b\n', /line 1: the header lacks culmen_length_mm, .*, sex/],
  ['an unknown column', `${HEADER},year\n${ROW},2007\n`, /line 1: the header has the unknown "year"/],
  ['a column twice', `${HEADER},sex\n${ROW},MALE\n`, /line 1: the header names sex twice/],
  ['no header', `${ROW}\n`, /line 1: the header lacks species, .* and has the unknown "Adelie"/],
  ['too few fields', `${HEADER}\n${ROW}\nAdelie,Dream\n`, /line 3: there are 2 fields where the header names 7/],
  ['too many fields', `${HEADER}\n${ROW},1\n`, /line 2: there are 8 fields where the header names 7/],
  [
    'a quote that never closes',
    `${HEADER}\n${ROW}\n"${ROW}\n${ROW}\n`,
    /line 3: a quote is opened here and never closed/,
  ],
  ['text after a closing quote', `${HEADER}\n"Adelie"x,Dream,1,1,1,1,MALE\n`, /line 2: text follows a closing quote/],
  [
    'a quote inside a field',
    `${HEADER}\n${ROW}\nAde"lie,Dream,1,1,1,1,MALE\n`,
    /line 3: a quote stands inside a field/,
  ],
  [
    'Latin-1',
    Buffer.from(`${HEADER}\n${ROW}\n${ROW.replace('Torgersen', 'Tørgersen')}\n`, 'latin1'),
    /line 3: .*not UTF-8/,
  ],
  ['a character cut off', Buffer.from(`${HEADER}\n${ROW}ø`).subarray(0, -1), /line 2: .*not UTF-8/],
  ['a NUL', `${HEADER}\n${ROW}\0\n`, /line 2: .*not UTF-8 text/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), /line 1: .*not UTF-8/],
  [
    'a field too long',
    `${HEADER}\n${ROW.replace('Torgersen', 'x'.repeat(256))}\n`,
    /line 2: island is 256 characters long, and 255 fit/,
  ],
])('refuses %s, naming the line', async (_, content, message) => {
  await expect(read(content)).rejects.toThrow(message)
})

test('a length is counted in characters, as the database does', async () => {
  expect(await read(`${HEADER}\n${ROW.replace('Torgersen', '🐧'.repeat(255))}\n`)).toHaveLength(1)
})

test('a quote that never closes in a large file is found before the file fills the memory', async () => {
  const content = `${HEADER}\n${ROW}\n"${`${ROW}\n`.repeat(100_000)}`
  await expect(read(content)).rejects.toThrow(/line 3: a row longer than 1 MiB starts here/)
})

test('a wrong byte far into a large file is found with its line', async () => {
  const content = Buffer.concat([Buffer.from(`${HEADER}\n${`${ROW}\n`.repeat(50_000)}`), Buffer.from([0xff, 10])])
  await expect(read(content)).rejects.toThrow(/line 50002: .*not UTF-8/)
})

test('refuses no file and a folder', async () => {
  mkdirSync(join(folder, 'sub'))
  await expect(readCsv(join(folder, 'none.csv')).next()).rejects.toThrow(/none.csv does not exist/)
  await expect(readCsv(join(folder, 'sub')).next()).rejects.toThrow(/sub is a folder/)
})
