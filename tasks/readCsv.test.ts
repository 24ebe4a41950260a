import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { openSource } from '../csv/source.js'
import { HEADER, penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { lookThrough, type RawValues, readCsv } from './readCsv.js'

const folder = temporaryFolder()
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
  for await (const batch of readCsv(path, penguins)) rows.push(...batch)
  return rows
}

test('the reference file, line by line', async () => {
  const rows = []
  for await (const batch of readCsv(penguins.file, penguins)) rows.push(...batch)
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
  ['a text that is no table', '# Title\n\nSome "quoted" text\n', /line 1: the header lacks species/],
  ['no header', `${ROW}\n${ROW}\n`, /line 1: a row of values stands where the header must be/],
  ['a column without a name', `"",${HEADER}\n"1",${ROW}\n`, /line 1: column 1 has no name in the header \(row names\?/],
  [
    'columns without names at the end',
    `${HEADER},,\n${ROW},,\n`,
    /line 1: columns 8, 9 have no name in the header; mend/,
  ],
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
  ['a NUL', `${HEADER}\n${ROW}\nAdelie,Torg\0ersen`, /line 3: there is a NUL byte, after "Adelie,Torg"; mend/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), /line 1: .*not UTF-8/],
  [
    'a field too long',
    `${HEADER}\n${ROW.replace('Torgersen', 'x'.repeat(256))}\n`,
    /line 2: island is 256 characters long, and 255 fit/,
  ],
])('refuses %s, naming the line', async (_, content, message) => {
  await expect(read(content)).rejects.toThrow(message)
})

test.each([
  ['LF', '\n', '\n'],
  ['CRLF', '\r\n', '\r\n'],
  ['CR CR LF', '\r\r\n', '\r\r\n'],
  ['CR', '\r', '\r'],
  ['LF in the header, CRLF below', '\n', '\r\n'],
  ['CRLF in the header, LF below', '\r\n', '\n'],
  ['CR CR LF in the header, CR below', '\r\r\n', '\r'],
])('line ends: %s', async (_, first, then) => {
  const wide = ROW.replace('Torgersen', 'x'.repeat(200))
  const content = [
    HEADER + first,
    ...[ROW, `${wide},1`.slice(0, -2), '', `"Adelie"${ROW.slice(6)}`].map((it) => it + then),
  ]
  expect(await read(content.join(''))).toEqual([values(2), values(3, [1, 'x'.repeat(200)]), values(5)])

  // Faults are counted by the same lines, over the edges of what is read at once.
  const many = HEADER + first + (wide + then).repeat(1000)
  await expect(read(`${many}Adelie${then}`)).rejects.toThrow(/line 1002: there are 1 fields/)
  await expect(read(`${many}"Adelie${then}`)).rejects.toThrow(/line 1002: a quote is opened here/)
  await expect(read(`${many}${then}Adelie\0${then}`)).rejects.toThrow(/line 1003: there is a NUL byte, after "Adelie"/)
})

test('line breaks within quotes stay as they stand, and count', async () => {
  const quoted = ['a\nb', 'a\r\nb', 'a\r\r\nb', 'a\rb']
  const rows = quoted.map((it) => ROW.replace('Torgersen', `"${it}"`))
  const read2 = await read(`${HEADER}\r\n${rows.join('\n')}\n`)
  expect(read2).toEqual(quoted.map((it, i) => values(2 + 2 * i, [1, it])))
})

test.each([
  [
    'semicolons and decimal commas',
    (line: string) => line.replaceAll(',', ';').replaceAll('.', ','),
    /, line 1: the separator is ";" where it must be ",", and the decimal sign is "," where it must be "."; save it with commas, and decimal points, or change `dialect` and `decimalChar` in data\/datapackage\.json\.$/,
  ],
  [
    'quoted names and semicolons',
    (line: string) =>
      line
        .split(',')
        .map((it) => `"${it}"`)
        .join(';'),
    /, line 1: the separator is ";" where it must be ","; save it with commas, or change `dialect` in data\/datapackage\.json\.$/,
  ],
  ['tabs', (line: string) => line.replaceAll(',', '\t'), /the separator is a tab where/],
  ['bars', (line: string) => line.replaceAll(',', '|'), /the separator is "\|" where/],
  ['spaces', (line: string) => line.replaceAll(',', ' '), /the separator is a space where/],
  [
    'a sep= line',
    (line: string) => `${line === HEADER ? 'sep=;\r\n' : ''}${line.replaceAll(',', ';')}`,
    /, line 1: the separator is ";" where it must be ","; save/,
  ],
])('names the separator: %s', async (_, change, message) => {
  await expect(read(`${change(HEADER)}\n${change(ROW)}\n`)).rejects.toThrow(message)
  await expect(read(`\ufeff\n${change(HEADER)}\r\n${change(ROW)}\r\n`)).rejects.toThrow(/, line 2: the separator is/)
})

test.each(['^', '\\', ']', '$'])('a sep= line may state any separator: %s', async (separator) => {
  const content = `sep=${separator}\n${HEADER}\n${ROW}\n`.replaceAll(',', separator)
  await expect(read(content)).rejects.toThrow(
    `, line 1: the separator is ${JSON.stringify(separator)} where it must be`,
  )
})

test('a header of hundreds of names is not repeated whole', async () => {
  await expect(read(`${HEADER}${',x'.repeat(300)}\n`)).rejects.toThrow(/"x", "x" and 280 more and names/)
  await expect(read(`${HEADER}${','.repeat(300)}\n`)).rejects.toThrow(/26, 27 and 280 more have no name/)
})

test("Excel's line sep=, is no header, and a line", async () => {
  expect(await read(`sep=,\r\n${HEADER}\r\n${ROW}\r\n`)).toEqual([values(3)])
  await expect(read(`sep=,\n${HEADER.replaceAll(',', ';')}\n`)).rejects.toThrow(/, line 2: the separator is ";"/)
})

test.each([
  ['gzip', gzipSync(`${HEADER}\n${ROW}\n`), /csv is compressed \(gzip\); unpack it first\.$/],
  ['zip', Buffer.from('PK\x03\x04\x14\0\0\0penguins.csv'), /csv is compressed \(zip\); unpack/],
  [
    'a workbook',
    Buffer.from('PK\x03\x04\x14\0\0\0[Content_Types].xml'),
    /csv is an Excel workbook; save it as CSV UTF-8\.$/,
  ],
  ['UTF-16', Buffer.from(`\ufeff${HEADER}\n${ROW}\n`, 'utf16le'), /csv is UTF-16 text; save it as UTF-8\.$/],
  ['UTF-16 without a mark', Buffer.from(`${HEADER}\n${ROW}\n`, 'utf16le'), /csv is UTF-16 text; save it as UTF-8\.$/],
  ['UTF-16 the other way round', Buffer.from(`${HEADER}\n`, 'utf16le').swap16(), /csv is UTF-16 text/],
  ['two byte-order marks', `\ufeff\ufeff"species"${HEADER.slice(7)}\n${ROW}\n`, /csv starts with two byte-order marks/],
])('says what a file is that is no CSV: %s', async (_, content, message) => {
  await expect(read(content)).rejects.toThrow(message)
})

test.each([
  ['culmen', 'bill', '"bill_length_mm" (is it culmen_length_mm?), "bill_depth_mm" (is it culmen_depth_mm?)'],
  ['sex', 'Sex ', '"Sex " (is it sex?)'],
  ['flipper_length_mm', 'Flipper Length (mm)', '"Flipper Length (mm)" (is it flipper_length_mm?)'],
  ['species', 'specie', '"specie" (is it species?)'],
  [/_length_mm/g, '_len', '"culmen_len" (is it culmen_length_mm?), "flipper_len" (is it flipper_length_mm?)'],
])('names the likely column: %s as %s', async (name, other, says) => {
  const header = HEADER.replaceAll(name, other)
  await expect(read(`${header}\n${ROW}\n`)).rejects.toThrow(`line 1: the header has the unknown ${says}, and must be`)
})

test('names in the header do not reach the terminal as commands', async () => {
  const wild = '\u001b[31mred\u009b1m\u202e'
  await expect(read(`${HEADER},${wild},${wild}\n${ROW},1,2\n`)).rejects.toThrow(
    /names \?\[31mred\?1m\? twice, and must be/,
  )
  await expect(read(`${HEADER},${wild}\n${ROW},1\n`)).rejects.toThrow(/^\P{C}+$/u)
})

test('a name that is like none is called unknown, and what lacks is named', async () => {
  await expect(read(`${HEADER.replace('sex', 'year')}\n${ROW}\n`)).rejects.toThrow(
    'the header lacks sex and has the unknown "year", and must be',
  )
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

test('refuses no file, and what is no file', async () => {
  mkdirSync(join(folder, 'sub'))
  const server = createServer().listen(join(folder, 'socket'))
  await once(server, 'listening')
  for (const [path, message] of [
    [join(folder, 'none.csv'), /none.csv does not exist/],
    [join(folder, 'sub'), /sub is a folder; name a CSV file\.$/],
    [join(folder, 'socket'), /socket is a socket; name a CSV file or a pipe\.$/],
    ['/dev/zero', /\/dev\/zero is a device; name/],
  ] as const) {
    await expect(readCsv(path, penguins).next()).rejects.toThrow(message)
    await expect(lookThrough(path, penguins)).rejects.toThrow(message)
  }
  server.close()
})

test('a pipe is read once, a byte at a time too, and a fault in it has its line', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])
  await expect(lookThrough(pipe, penguins)).rejects.toThrow(/pipe can be read only once/)
  const written = async (content: string) => {
    const write = async () => {
      const file = await open(pipe, 'w')
      for (const byte of Buffer.from(content)) await file.write(Buffer.of(byte))
      await file.close()
    }
    const all = async () => {
      const rows = []
      for await (const batch of readCsv(pipe, penguins)) rows.push(...batch)
      return rows
    }
    const [rows] = await Promise.all([all(), write()])
    return rows
  }
  const bird = ROW.replace('Torgersen', 'Tø🐧')
  expect(await written(`\ufeff${HEADER}\r\r\n${bird}\r\r\n${ROW}`)).toEqual([values(2, [1, 'Tø🐧']), values(3)])
  await expect(written(`${HEADER}\n"a\nb",${ROW.slice(7)}\n${ROW}\n"${ROW}`)).rejects.toThrow(
    /pipe, line 5: a quote is opened here and never closed/,
  )
})

test('a pipe that nobody writes to is given up', async () => {
  const pipe = join(folder, 'silent')
  execFileSync('mkfifo', [pipe])
  const source = await openSource(pipe, 100)
  await expect(source.toArray()).rejects.toThrow(/^Nothing has come from .*silent for/)
})
