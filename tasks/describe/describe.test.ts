import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readDataset } from '../../core/dataset/readDataset.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { judge } from '../judge.js'
import { readCsv } from '../readCsv.js'
import { describe } from './describe.js'

const folder = temporaryFolder()
let files = 0

/** A CSV file in a folder of its own. */
function csvFile(content: string | Buffer, name = 'table.csv'): string {
  const own = join(folder, String(files++))
  mkdirSync(own)
  writeFileSync(join(own, name), content)
  return join(own, name)
}

/** Lines of a table: the header, and rows made of their number. */
const table = (header: string, rows: number, row: (i: number) => string) =>
  `${[header, ...Array.from({ length: rows }, (_, i) => row(i))].join('\n')}\n`

async function draft(content: string, ...targets: string[]) {
  const csv = csvFile(content)
  const description = await describe(csv, { targets })
  const dataset = await readDataset(description.dataset.definitionFile)
  expect(dataset).toEqual(description.dataset)
  return { ...description, columns: Object.fromEntries(dataset.columns.map((column) => [column.name, column])), csv }
}

/** What preprocess says of the file's rows by their own draft. */
async function faultsOf({ dataset, csv }: { dataset: Awaited<ReturnType<typeof readDataset>>; csv: string }) {
  const faults: string[] = []
  for await (const batch of readCsv(csv, dataset)) {
    for (const [line, ...fields] of batch) {
      const raw = Object.fromEntries(dataset.columnNames.map((name, i) => [name, fields[i]!]))
      faults.push(...judge(dataset, { line, ...raw }).faults.map(({ text }) => `line ${line}: ${text}`))
    }
  }
  return faults
}

test('the penguins, drafted from their file alone', async () => {
  const description = await draft(readFileSync('data/penguins_size.csv', 'utf8'), 'species', 'sex')
  const { dataset, columns, rows, missing, notes } = description
  expect([rows, missing, notes]).toEqual([344, ['', 'NA', '.'], []])
  expect(dataset.features.map(({ name }) => name)).toEqual([
    'island',
    'culmen_length_mm',
    'culmen_depth_mm',
    'flipper_length_mm',
    'body_mass_g',
  ])
  expect(columns.species).toMatchObject({
    role: 'target',
    categories: ['Adelie', 'Chinstrap', 'Gentoo'],
    required: true,
  })
  expect(columns.sex).toMatchObject({ role: 'target', categories: ['FEMALE', 'MALE'], required: false })
  expect(columns.culmen_length_mm).toMatchObject({
    title: 'Culmen length',
    unit: 'mm',
    min: 15,
    max: 75,
    example: 39.1,
    required: false,
  })
  expect(await faultsOf(description)).toEqual([])
})

test('semicolons, decimal commas, points between thousands, umlauts and blanks in names', async () => {
  const content = table('Fläche in m²;Preis (EUR);Küche da?;Größe [cm];Stadtteil', 60, (i) =>
    [`${20 + i},5`, `${1 + (i % 3)}.234.${100 + i},50`, i % 3 ? 'ja' : 'nein', 150 + 2 * i, ['Au', 'Süd'][i % 2]].join(
      ';',
    ),
  )
  const description = await draft(`\ufeffsep=;\r\n${content}`, 'Preis (EUR)')
  const { dataset, columns } = description
  expect(dataset.dialect.delimiter).toBe(';')
  expect(columns['Fläche in m²']).toMatchObject({ kind: 'number', decimalChar: ',', unit: 'm²', example: 20.5 })
  expect(columns['Preis (EUR)']).toMatchObject({ decimalChar: ',', groupChar: '.', unit: 'EUR', example: 1234100.5 })
  expect(columns['Küche da?']).toMatchObject({ kind: 'boolean', trueValues: ['ja'], falseValues: ['nein'] })
  expect(columns['Größe [cm]']).toMatchObject({ kind: 'number', integer: false, unit: 'cm', title: 'Größe' })
  expect(columns.Stadtteil).toMatchObject({ kind: 'category', categories: ['Au', 'Süd'] })
  expect(await faultsOf(description)).toEqual([])
})

test.each([
  ['a tab', '\t'],
  ['a bar', '|'],
  ['a blank', ' '],
])('%s between the values', async (_, delimiter) => {
  const { dataset } = await draft(table('x,y', 20, (i) => `${i / 4},${i % 7}.5`).replaceAll(',', delimiter), 'y')
  expect(dataset.dialect.delimiter).toBe(delimiter)
})

test('commas between thousands are told from decimal commas by the other columns', async () => {
  const content = table('a;b;y', 30, (i) => `1,${100 + i};${i}.25;${i % 7}.5`)
  expect((await draft(content, 'y')).columns.a).toMatchObject({ groupChar: ',', decimalChar: '.', example: 1100 })
  const continental = content.replaceAll('.', ',')
  expect((await draft(continental, 'y')).columns.a).toMatchObject({ decimalChar: ',', example: 1.1 })
})

test.each([
  ['points', '.', ',', ';'],
  ['commas', ',', '.', ';'],
])('amounts with %s between thousands, some of them below a thousand', async (_, groupChar, decimalChar, delimiter) => {
  const amount = (i: number) => {
    const value = 400 + i * 37.25
    const [whole, decimals] = value.toFixed(2).split('.')
    return `${whole!.replace(/\B(?=(\d{3})+$)/g, groupChar)}${decimalChar}${decimals}`
  }
  const { columns } = await draft(
    table(`x${delimiter}y`, 60, (i) => `${i}${decimalChar}5${delimiter}${amount(i)}`),
    'y',
  )
  expect(columns.y).toMatchObject({ kind: 'number', decimalChar, groupChar })
  expect(columns.x).toMatchObject({ kind: 'number', decimalChar, groupChar: undefined })
})

test('what is no feature is an attribute, and it is said why', async () => {
  const names = 'id,count,comment,constant,born,seen,code,nothing,city,x,y'
  const content = table(names, 60, (i) =>
    [
      `A${i % 9}`,
      i + 1,
      `free text ${i}`,
      'same',
      `19${60 + (i % 39)}-01-31`,
      `${1 + (i % 28)}.3.2024`,
      `00${i % 60}`,
      'NA',
      `city ${i % 55 < 5 ? i % 5 : i}`,
      `${i % 13}.5`,
      ['u', 'v'][i % 2],
    ].join(),
  )
  const { dataset, columns, notes } = await draft(content, 'y')
  expect(dataset.features.map(({ name }) => name)).toEqual(['x'])
  expect(columns.city).toMatchObject({ kind: 'text', role: 'attribute' })
  expect(notes).toEqual([
    'id looks like an id',
    'count counts the rows',
    'comment differs in nearly every row: ids or free text',
    'constant is always "same"',
    'born is a date',
    'seen is a date',
    'code differs in nearly every row: ids or free text',
    'nothing has no values',
    'city differs in nearly every row: ids or free text',
  ])
})

test('texts with more values than are learned from are kept, however many there are', async () => {
  const content = table('many,few,x,y', 9000, (i) => `m${i % 3000},f${i % 60},${i % 7},${i % 2}`)
  const { dataset, notes } = await draft(content, 'y')
  expect(dataset.features.map(({ name }) => name)).toEqual(['x'])
  expect(notes).toContain('few has 60 different texts; to learn from it, give it categories')
  expect(notes).toContain('many has more than 1,000 different texts; to learn from it, give it categories')
})

test('categories worth a look are named', async () => {
  const content = table('a,x,y', 50, (i) => `${i === 7 ? 'Typo' : ['red', 'Red', 'blue'][i % 3]},${i % 7},${i % 2}`)
  expect((await draft(content, 'y')).notes).toEqual([
    'a has categories that differ in case alone: "Red", "red"',
    'a has categories of a single row: "Typo"',
    'y is taken for 2 classes; to predict an amount, remove its categories',
  ])
})

test.each<[string, (i: number) => unknown, object, string | undefined]>([
  ['words', (i) => ['no', 'yes'][i % 2], { kind: 'category', categories: ['no', 'yes'] }, undefined],
  ['true and false', (i) => i % 2 === 0, { kind: 'category', categories: ['false', 'true'] }, undefined],
  ['0 and 1', (i) => i % 2, { kind: 'category', categories: ['0', '1'] }, 'taken for 2 classes'],
  [
    'numbered classes',
    (i) => i % 11,
    { kind: 'category', categories: '0,1,2,3,4,5,6,7,8,9,10'.split(',') },
    '11 classes',
  ],
  ['classes as decimals', (i) => `${i % 3}.0`, { kind: 'category', categories: ['0.0', '1.0', '2.0'] }, '3 classes'],
  ['50 classes', (i) => `k${i % 50}`, { kind: 'category' }, undefined],
  ['codes', (i) => `00${i % 3}`, { kind: 'category', categories: ['000', '001', '002'] }, undefined],
  ['many whole numbers', (i) => i % 90, { kind: 'number', integer: true }, 'if its values are classes, list them'],
  ['decimals', (i) => i / 8, { kind: 'number', integer: false }, 'predicted as a number'],
])('a target of %s', async (_, value, target, note) => {
  const description = await draft(
    table('x,y', 400, (i) => `${i % 31},${value(i)}`),
    'y',
  )
  expect(description.columns.y).toMatchObject({ role: 'target', ...target })
  if (note) expect(description.notes.join()).toContain(note)
  else expect(description.notes).toEqual([])
  expect(await faultsOf(description)).toEqual([])
})

test('marks of missing values, the doubtful ones where they stand among numbers alone', async () => {
  const marks = ['NA', 'n/a', 'NULL', '?', '', 'None']
  const content = table('a,b,c,y', 60, (i) => `${marks[i] ?? i},${['None', 'some'][i % 2]},None,${'pq'[i % 2]}`)
  const { missing, columns, notes } = await draft(content, 'y')
  expect(missing).toEqual(['', 'NA', 'n/a', 'NULL', '?', 'None'])
  expect(columns.a).toMatchObject({ kind: 'number', required: false, min: 0, max: 90 })
  expect(columns.b).toMatchObject({ kind: 'text', required: false })
  expect(notes).toEqual(['b is always "some"', 'c has no values'])
  const { columns: others } = await draft(content.replaceAll(/^None,/gm, '5,'), 'y')
  expect(others.b).toMatchObject({ kind: 'category', categories: ['None', 'some'] })
})

test('a few values that are no numbers make no text of a column of numbers', async () => {
  const { columns, notes } = await draft(
    table('a,y', 100, (i) => `${i === 50 ? 'abc' : i},${'pq'[i % 2]}`),
    'y',
  )
  expect(columns.a).toMatchObject({ kind: 'number' })
  expect(notes).toEqual(['a has a value that is no number, "abc": its row will be rejected'])
})

test('a hundred columns', async () => {
  const names = Array.from({ length: 100 }, (_, i) => `f${i}`)
  const { dataset } = await draft(
    table([...names, 'y'].join(), 40, (i) => [...names.map((_, k) => ((i * k) % 17) + k / 8), 'pq'[i % 2]].join()),
    'y',
  )
  expect(dataset.features.length).toBeGreaterThan(90)
})

test('the definition stands beside the file, or above it where that is asked, and is never written over', async () => {
  const csv = csvFile(
    table('x,y', 20, (i) => `${i % 7},${'pq'[i % 2]}`),
    '2024 Äpfel-Order.csv',
  )
  const targets = ['y']
  const { dataset } = await describe(csv, { targets })
  expect([dataset.name, dataset.definitionFile]).toEqual([
    'data_2024_apfel_order',
    join(csv, '../data_2024_apfel_order.json'),
  ])
  await expect(describe(csv, { targets })).rejects.toThrow(
    /data_2024_apfel_order.json is there already and stays as it is/,
  )

  const above = await describe(csv, { targets, name: 'apples', out: join(folder, 'apples.json') })
  expect([above.dataset.name, above.dataset.file]).toEqual(['apples', csv])
  const elsewhere = join(folder, 'elsewhere')
  mkdirSync(elsewhere)
  await expect(describe(csv, { targets, out: join(elsewhere, 'a.json') })).rejects.toThrow(
    /does not lie in the folder of .*a.json or below it/,
  )
  await expect(describe(csv, { targets, out: join(folder, 'none', '..', 'none', 'a.json') })).rejects.toThrow(
    /does not lie in/,
  )
  await expect(describe(csv, { targets, name: 'order' })).rejects.toThrow(
    'The name "order" is a reserved word of SQL, and tables are called by it; give another with --name.',
  )
})

test.each<[string, string | Buffer, string]>([
  ['a target that is not there', 'x,z\n1,2\n3,4\n', ' has no column "y"; it has "x", "z".'],
  ['a target that never varies', 'x,y\n1,2\n3,2\n', 'The target "y" is always "2"; name a column that varies.'],
  ['a target without values', 'x,y\n1,\n3,NA\n', 'The target "y" has no values; name a column that has some.'],
  [
    'a target of free text',
    table('x,y', 200, (i) => `${i},text ${i}`),
    'The target "y" has 200 different texts, and 100 classes are the most; name another column.',
  ],
  [
    'nothing to learn from',
    table('id,y', 20, (i) => `A${i},${i % 2}`),
    ' has no column to learn from: "id" looks like an id; "y" is a target.',
  ],
  ['names that no column can have', 'line,__proto__,y\n1,2,3\n', ', line 1: the name "line" is that of a column which'],
  ['a name twice', 'x,x,y\n1,2,3\n', ', line 1: the name "x" stands there twice; rename these columns in the file.'],
  ['names in two cases', 'x,X,y\n1,2,3\n', ', line 1: "x" and "X" are one name to a database; rename'],
  ['a column without a name', ',x,y\n1,2,3\n', ', line 1: column 1 has no name in the header (row names?'],
  ['no header', '1,2,3\n4,5,6\n', ', line 1: a row of values seems to stand where the header must be'],
  ['one column', 'y\n1\n2\n', ', line 1: there is one column, "y", where at least two must be'],
  ['no rows', 'x,y\n', ' has a header but no rows'],
  ['nothing', '', ' is empty; it needs a header'],
  ['a field too many', 'x,y\n1,2\n1,2,3\n', ', line 3: there are 3 fields where the header names 2'],
  ['a compressed file', gzipSync('x,y\n1,2\n'), ' is compressed (gzip); unpack it first.'],
  ['another encoding', Buffer.from('x,y\nü,2\n', 'latin1'), ', line 2: there are bytes that are not UTF-8'],
])('refuses %s, and writes nothing', async (_, content, says) => {
  const csv = csvFile(content)
  await expect(describe(csv, { targets: ['y'] })).rejects.toMatchObject({
    name: 'UserError',
    message: expect.stringContaining(says),
  })
  await expect(readDataset(join(csv, '../table.json'))).rejects.toThrow('does not exist')
})

test('a header that may be none is said', async () => {
  const { notes } = await draft(
    table('150,4,one,two,y', 20, (i) => `${i}.5,${i % 7},${i}.25,1.${i},${'pq'[i % 2]}`),
    'y',
  )
  expect(notes).toEqual(['line 1 names columns "150", "4": if it is no header, put one above it'])
})
