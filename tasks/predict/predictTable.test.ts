import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { parseDefinition } from '../../core/dataset/parseDefinition.js'
import { readDataset } from '../../core/dataset/readDataset.js'
import type { Model } from '../../core/model/model.js'
import { type ClassPrediction, type NumberPrediction, predict } from '../../core/model/predict.js'
import type { Database } from '../../database/database.js'
import { openDatabase } from '../../database/open.js'
import { readPages } from '../../database/rows.js'
import { type StoredRow, tablesOf } from '../../database/tables.js'
import { givenCsv, givenNdjson } from '../../scoring/givenRows.js'
import { penguins } from '../../test/datasets.js'
import { databaseUrl, freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { person, writePeople } from '../../test/people.js'
import { trainedBundle } from '../../test/trainedModel.js'
import { load } from '../load.js'
import { preprocess, preprocessDefaults } from '../preprocess.js'
import { predictTable } from './predictTable.js'

let model: Model
beforeAll(async () => {
  model = await trainedBundle(penguins)
})

async function predicted({ db, tables }: Database): Promise<StoredRow[]> {
  const rows: StoredRow[] = []
  for await (const page of readPages(db, tables.predictions)) rows.push(...page)
  return rows
}

const csvFile = (text: string, dataset = penguins) => {
  const source = { bytes: Readable.from([Buffer.from(text)]), name: 'rows.csv' }
  return { name: 'rows.csv', rows: givenCsv(source, dataset) }
}

const HEADER = 'note,body_mass_g,culmen_length_mm,culmen_depth_mm,flipper_length_mm'

test('the clean rows are predicted as the model says, and twice gives the same', async () => {
  const { database } = await freshDatabase()
  await load(database, penguins.file)
  await preprocess(database, preprocessDefaults)
  const result = await predictTable(database, { model, runId: 'manual__1' })
  const { version } = model.manifest
  expect(result).toMatchObject({
    table: 'penguins_predictions',
    source: 'penguins',
    version,
    ...{ rows: 342, predicted: 342, not_predicted: 0, examples: [] },
    targets: { species: { title: 'Species', shares: { Adelie: expect.any(Number) } }, sex: { title: 'Sex' } },
    rows_per_second: expect.any(Number),
  })
  const rows = await predicted(database)
  expect(rows).toHaveLength(342)
  const clean: StoredRow[] = (await database.db.selectFrom('penguins').selectAll().orderBy('line').execute()) as never
  const answers = predict(model, clean)
  for (const [i, row] of rows.entries()) {
    const { species, sex } = answers[i]!.predictions as Record<string, ClassPrediction>
    expect(row).toEqual({
      line: clean[i]!.line,
      reason: null,
      ...Object.fromEntries(penguins.features.map(({ name }) => [name, String(clean[i]![name])])),
      predicted_species: species!.label,
      probability_species: species!.probability,
      predicted_sex: sex!.label,
      probability_sex: sex!.probability,
      model_version: version,
      run_id: 'manual__1',
    })
  }
  const adelies = rows.filter((row) => row.predicted_species === 'Adelie').length
  expect(result.targets.species).toHaveProperty('shares.Adelie', Math.round((adelies / 342) * 1e4) / 1e4)

  await predictTable(database, { model, runId: 'manual__1' })
  expect(await predicted(database)).toEqual(rows)
})

test('a faulty row is kept with its reason, and holds up no other', async () => {
  const { database } = await freshDatabase()
  const text = [
    HEADER,
    'a,3750,39.1,18.7,181',
    'b,3750,"39,1",18.7,',
    '"c',
    'd",3750,39.1',
    'e,4500,46.1,13.2,211',
  ].join('\n')
  const result = await predictTable(database, { model, file: csvFile(text) })
  expect(result).toMatchObject({ source: 'rows.csv', rows: 4, predicted: 2, not_predicted: 2 })
  expect(result.examples).toEqual([
    'line 3: culmen_length_mm "39,1" is no number: it must be a number from 20 to 80 mm; flipper_length_mm is missing: it must be a number from 130 to 280 mm',
    'line 4: there are 3 fields where the header names 5',
  ])
  const rows = await predicted(database)
  expect(rows.map(({ line, predicted_species }) => [line, predicted_species])).toEqual([
    [2, 'Adelie'],
    [3, null],
    [4, null],
    [6, 'Gentoo'],
  ])
  expect(rows[1]).toMatchObject({
    reason: result.examples[0]!.slice('line 3: '.length),
    ...{ culmen_length_mm: '39,1', flipper_length_mm: '', body_mass_g: '3750' },
    ...{ probability_species: null, predicted_sex: null, model_version: model.manifest.version, run_id: null },
  })
  expect(rows[2]).toMatchObject({ culmen_length_mm: '39.1', culmen_depth_mm: null, flipper_length_mm: null })
})

test('what can not be predicted at all leaves the predictions from before', async () => {
  const { database, url } = await freshDatabase()
  await expect(predictTable(database, { model })).rejects.toThrow(
    'There is nothing to predict: penguins is empty; run `penguins preprocess` first',
  )
  await predictTable(database, { model, file: csvFile(`${HEADER}\na,3750,39.1,18.7,181`) })
  const before = await predicted(database)
  async function* dying() {
    yield* csvFile(`${HEADER}\na,4500,46.1,13.2,211`).rows
    expect(await predicted(reader)).toEqual(before)
    throw new Error('on the way')
  }
  const reader = await openDatabase(url, penguins)
  for (const [file, says] of [
    [csvFile(HEADER), 'rows.csv holds no rows; nothing to predict.'],
    [csvFile(''), 'rows.csv, line 1: it is empty and needs a header'],
    [csvFile('a,b\n1,2'), 'rows.csv, line 1: the header lacks culmen_length_mm'],
    [
      csvFile(`${HEADER}\na,1,39.1,18.7,181\nb,2`),
      'None of the 2 rows of rows.csv could be predicted, the first, on line 2: body_mass_g "1" is out of range',
    ],
    [{ name: 'rows.csv', rows: dying() }, 'on the way'],
  ] as const) {
    await expect(predictTable(database, { model, file })).rejects.toThrow(says)
    expect(await predicted(database)).toEqual(before)
  }
  await reader.close()
})

test('any table: classes, booleans and numbers, from its clean rows and from NDJSON', async () => {
  const dataset = await readDataset(writePeople(temporaryFolder()))
  const ofPeople = await trainedBundle(dataset)
  const { database } = await freshDatabase(databaseUrl(), dataset)
  await load(database, dataset.file)
  await preprocess(database, preprocessDefaults)
  const result = await predictTable(database, { model: ofPeople })
  expect(result.targets).toMatchObject({
    'income $': { shares: { '<=50K': expect.any(Number), '>50K': expect.any(Number) } },
    treu: { shares: { false: expect.any(Number), true: expect.any(Number) } },
    'Preis in €': { unit: '€', mean: expect.any(Number), min: expect.any(Number), max: expect.any(Number) },
  })
  const [first] = await predicted(database)
  const clean = await database.db.selectFrom('people').selectAll().orderBy('line').executeTakeFirstOrThrow()
  expect(first).toMatchObject({
    'aktiv?': clean['aktiv?'] === 1 ? 'true' : 'false',
    Ort: clean.Ort,
    'Alter (Jahre)': String(clean['Alter (Jahre)']),
  })

  const half = { ...person, 'work</script>': '\ud800🐧', Klasse: '\udc00' }
  const lines = [person, { ...person, Klasse: 7 }, '[', { ...person, 'work</script>': 'x'.repeat(300) }, {}, half]
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  const file = { name: 'people.ndjson', rows: givenNdjson(Readable.from([Buffer.from(text)]), dataset) }
  expect(await predictTable(database, { model: ofPeople, file })).toMatchObject({ rows: 6, predicted: 2 })
  const rows = await predicted(database)
  const [answer] = predict(ofPeople, [person])
  const { treu, 'Preis in €': price } = answer!.predictions as { treu: ClassPrediction; 'Preis in €': NumberPrediction }
  expect(rows[0]).toMatchObject({
    ...{ line: 1, reason: null, 'Alter (Jahre)': '40', 'aktiv?': 'true', 'opt in': 'false', Klasse: '2' },
    predicted_treu: Number(treu.label === 'true'),
    probability_treu: treu.probability,
    'predicted_Preis in €': price.value,
  })
  expect(rows[1]).toMatchObject({ Klasse: '7', reason: expect.stringContaining('Klasse'), predicted_treu: null })
  expect(rows[2]).toMatchObject({ line: 3, Klasse: null, reason: 'it is no JSON' })
  expect(rows[3]).toMatchObject({ 'work</script>': `${'x'.repeat(254)}…`, reason: null })
  // Half a character is none to a database.
  expect(rows[5]).toMatchObject({ 'work</script>': '\ufffd🐧', Klasse: '\ufffd', predicted_treu: null })
})

test('a table of many columns, numbers with a decimal comma', async () => {
  const folder = temporaryFolder()
  const numbers = Array.from({ length: 250 }, (_, i) => `Größe ${i}`)
  const fields = [
    ...numbers.map((name) => ({ name, type: 'number', role: 'feature', decimalChar: ',' })),
    { name: 'Kurs', type: 'number', role: 'target', decimalChar: ',' },
  ]
  const resource = { name: 'wide', path: 'wide.csv', dialect: { delimiter: ';' }, schema: { fields } }
  const dataset = parseDefinition(JSON.stringify({ resources: [resource] }), join(folder, 'wide.json'))
  const rows = Array.from({ length: 60 }, (_, row) => [...numbers.map((_, i) => Math.sin(row * 7 + i)), row])
  const line = (row: number[]) => row.map((value) => String(value).replace('.', ',')).join(';')
  writeFileSync(dataset.file, [[...numbers, 'Kurs'].join(';'), ...rows.map(line)].join('\n'))
  const { database } = await freshDatabase(databaseUrl(), dataset)
  await load(database, dataset.file)
  await preprocess(database, preprocessDefaults)
  expect(await predictTable(database, { model: await trainedBundle(dataset) })).toMatchObject({
    rows: 60,
    predicted: 60,
  })
  const [first] = await predicted(database)
  expect(first).toMatchObject({ 'Größe 1': String(Math.sin(1)).replace('.', ','), predicted_Kurs: expect.any(Number) })
})

test('a table of that name that is somebody else’s stays as it is', async () => {
  const { database } = await freshDatabase()
  await sql`create table penguins_predictions (a integer)`.execute(database.db)
  await expect(predictTable(database, { model, file: csvFile(HEADER) })).rejects.toThrow(
    'The table penguins_predictions is not as this program makes it',
  )
})

test('columns of the program’s own have names that fit and that no feature has', () => {
  const long = 'ü'.repeat(64)
  const fields = [
    { name: 'Predicted_Kind', type: 'number', role: 'feature' },
    { name: 'run_id', type: 'number', role: 'feature' },
    { name: 'kind', type: 'string', categories: ['a', 'b'], role: 'target' },
    { name: long, type: 'boolean', role: 'target' },
  ]
  const resource = { name: 'names', path: 'names.csv', schema: { fields } }
  const { predictions } = tablesOf(parseDefinition(JSON.stringify({ resources: [resource] }), 'names.json'))
  expect(predictions.columns.map(({ name }) => name)).toEqual([
    ...['line', 'reason', 'Predicted_Kind', 'run_id', 'predicted_kind_2', 'probability_kind'],
    ...[`predicted_${'ü'.repeat(54)}`, `probability_${'ü'.repeat(52)}`, 'model_version', 'run_id_2'],
  ])
})
