import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { CellFault, cellValue, ownSigns } from '../core/dataset/cellValue.js'
import { addedTexts, lineWriter } from '../core/dataset/csvText.js'
import type { Dataset, Feature } from '../core/dataset/dataset.js'
import { datasetCard } from '../core/dataset/datasetCard.js'
import { readDataset } from '../core/dataset/readDataset.js'
import type { FeatureValues } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import { type ClassPrediction, type NumberPrediction, predict } from '../core/model/predict.js'
import { penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { person, writePeople } from '../test/people.js'
import { trainedBundle } from '../test/trainedModel.js'
import { predictCsv } from './predictCsv.js'
import type { Scored } from './scored.js'

let model: Model
beforeAll(async () => {
  model = await trainedBundle(penguins)
})

async function scored(text: string, dataset = penguins, by = model, chunkBytes = 1 << 16): Promise<Scored[]> {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, i) =>
    bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes),
  )
  const source = { bytes: Readable.from(chunks), name: 'rows.csv' }
  const parts: Scored[] = []
  for await (const part of predictCsv(source, dataset, by)) parts.push(part)
  return parts
}

const written = async (...args: Parameters<typeof scored>) => (await scored(...args)).map(({ text }) => text).join('')

const NEEDED = 'culmen_length_mm,culmen_depth_mm,flipper_length_mm,body_mass_g'
const ADDED = 'predicted_species,probability_species,predicted_sex,probability_sex,not_predicted'

test('the rows stay as they are, and behind them stands what the API would say', async () => {
  const file = readFileSync(penguins.file, 'utf8').trim()
  const lines = (await written(file)).trim().split('\n')
  expect(lines[0]).toBe(`${file.split('\n')[0]},${ADDED}`)
  for (const [i, line] of file.split('\n').entries()) expect(lines[i]!.startsWith(`${line},`)).toBe(true)
  const rows: Record<string, string>[] = parse(lines.join('\n'), { columns: true })
  const known = rows.filter((row) => row.body_mass_g !== 'NA')
  expect(known).toHaveLength(342)
  const values = known.map((row) => Object.fromEntries(NEEDED.split(',').map((name) => [name, Number(row[name])])))
  for (const [i, { predictions }] of predict(model, values).entries()) {
    const { species, sex } = predictions as Record<string, ClassPrediction>
    expect(known[i]).toMatchObject({
      predicted_species: species!.label,
      probability_species: String(species!.probability),
      predicted_sex: sex!.label,
      probability_sex: String(sex!.probability),
      not_predicted: '',
    })
  }
})

test('a faulty row says why, and holds up no other', async () => {
  const rows = ['39.1,18.7,181,3750', 'x,18.7,181,99999', '', '1,2', '"39.1","18.7",181,3750', '39.1,18.7,181,']
  const parts = await scored([NEEDED, ...rows].join('\r\n'))
  const lines = parts
    .map(({ text }) => text)
    .join('')
    .trim()
    .split('\n')
  expect(lines[4]).toBe(lines[1]!.replace('39.1,18.7', '"39.1","18.7"'))
  expect(lines[2]).toContain('"culmen_length_mm ""x"" is no number: it must be a number from 20 to 80 mm; body_mass_g')
  expect(lines[3]).toBe('1,2,,,,,,,there are 2 fields where the header names 4')
  expect(lines[5]).toMatch(/,body_mass_g is missing: it must be a number from 1500 to 9000 g$/)
  expect(parts.map(({ rows, faulty }) => [rows, faulty])).toEqual([
    [0, 0],
    [4, 2],
    [1, 1],
  ])
  expect(parts[1]!.fault).toMatch(/^line 3: culmen_length_mm "x"/)
})

test('wherever the bytes are cut, and in batches, the text is the same', async () => {
  const rows = Array.from({ length: 2345 }, (_, i) => `39.1,18.7,181,${3000 + i},"é ""quoted""\n${i}"`)
  const text = `\ufeff${[`${NEEDED},note`, ...rows].join('\n')}`
  const whole = await written(text)
  expect(await written(text, penguins, model, 7)).toBe(whole)
  expect(parse(whole, { columns: true })).toHaveLength(2345)
})

test('columns may stand in any order, beside others, and one that was predicted before keeps its names', async () => {
  const once = await written(
    `note,body_mass_g,flipper_length_mm,culmen_depth_mm,culmen_length_mm\na,3750,181,18.7,39.1\n`,
  )
  const [header, row] = (await written(once)).trim().split('\n')
  expect(header).toBe(`${once.split('\n')[0]},${ADDED.replace(/\w+/g, '$&_2')}`)
  const added = row!.split(',').slice(-5)
  expect(added).toEqual(once.trim().split('\n')[1]!.split(',').slice(-5))
})

test('another table is read and written in its own way', async () => {
  const people = await readDataset(writePeople(temporaryFolder()))
  const german: Dataset = {
    ...people,
    dialect: { delimiter: ';', quoteChar: "'" },
    features: people.features.map((it) => (it.kind === 'number' ? { ...it, decimalChar: ',' } : it)),
    targets: people.targets.map((it) =>
      it.kind === 'number' ? { ...it, decimalChar: ',' } : it.kind === 'boolean' ? { ...it, trueValues: ['ja'] } : it,
    ),
  }
  const by = await trainedBundle(people)
  const { 'größe/~1 m': _, ...required } = person
  const row = Object.values(required).map((it) => (typeof it === 'number' ? String(it).replace('.', ',') : String(it)))
  const text = `${Object.keys(required).join(';')}\n${row.join(';')}\n`
  const [header, line] = (await written(text, german, by)).trim().split('\n')
  expect(header).toContain('predicted_income $;probability_income $;predicted_größenklasse;')
  const said = predict(by, [required])[0]!.predictions
  const { label, probability } = said['income $'] as ClassPrediction
  const { value } = said['Preis in €'] as NumberPrediction
  expect(line).toContain(`;${label};${String(probability).replace('.', ',')};`)
  expect(line!.endsWith(`;${String(value).replace('.', ',')};`)).toBe(true)
})

interface Writing {
  dialect?: Dataset['dialect']
  signs?: { decimalChar: string; groupChar?: string }
}

/** A line as the file has it, of a row that is judged cell by cell, predicted alone, and written field by field. */
function slowly(text: string, fields: readonly string[], dataset: Dataset, by: Model): string {
  const { features, targets } = datasetCard(dataset)
  const line = lineWriter(dataset.dialect.delimiter, dataset.dialect.quoteChar)
  const cells = features.map((field, i) => ({ field, cell: cellValue(field, fields[i]!, ownSigns(field)) }))
  const faults = cells.flatMap(({ field, cell }) => (cell instanceof CellFault ? [`${field.name} ${cell.says}`] : []))
  const values = Object.fromEntries(cells.map(({ field, cell }) => [field.name, cell])) as FeatureValues
  const said = faults.length > 0 ? undefined : predict(by, [values])[0]!.predictions
  const decimalChar = [...features, ...targets].find(({ kind }) => kind === 'number')?.written.decimalChar
  const added = targets.flatMap((target) => {
    const prediction = said?.[target.name]
    return prediction && 'value' in prediction
      ? addedTexts(target, prediction.value, 0, target.written.decimalChar)
      : addedTexts(target, prediction?.label, prediction?.probability ?? 0, decimalChar)
  })
  return [text, line([...added, faults.join('; ')])].join(dataset.dialect.delimiter)
}

const number = (decimalChar: string) =>
  fc
    .oneof(
      fc.double({ noNaN: true, min: -1e3, max: 1e4 }).map(String),
      fc.integer({ min: 0, max: 99999 }).map((value) => String(value / 10)),
      fc.constantFrom('1e2', '+40', '-0', '007', '.5', '5.', '1.234', '12345678901234567', '-999', '1.2.3', '.', '-'),
    )
    .map((text) => text.replace('.', decimalChar))
/** What a row most often holds. */
const likely = (feature: Feature) => {
  const signed = (value: number) => String(value).replace('.', feature.kind === 'number' ? feature.decimalChar : '.')
  switch (feature.kind) {
    case 'number': {
      const scale = feature.integer ? 1 : 10
      const [min, max] = [scale * (feature.min ?? -10), scale * (feature.max ?? 30)]
      return fc.integer({ min, max }).map((it) => signed(it / scale))
    }
    case 'boolean':
      return fc.constantFrom(...feature.trueValues, ...feature.falseValues)
    case 'category':
      return fc.constantFrom(...feature.categories)
  }
}
const word = fc.constantFrom('', 'NA', 'n/a', ' 40 ', 'true', 'ja', '1', '2', 'Köln', 'a/b', 'state', 'x', '\ufeff')

test.each([
  ['penguins', {}],
  ['people', {}],
  [
    'people, the German way',
    { dialect: { delimiter: ';', quoteChar: "'" }, signs: { decimalChar: ',', groupChar: '.' } },
  ],
  ['people, with commas for both', { signs: { decimalChar: ',' } }],
])('%s: many rows at once are answered as each alone', async (name, { dialect, signs }: Writing) => {
  const table = name === 'penguins' ? penguins : await readDataset(writePeople(temporaryFolder()))
  const by = name === 'penguins' ? model : await trainedBundle(table)
  const inStyle = <Column extends Feature>(it: Column): Column =>
    it.kind === 'number' ? { ...it, ...signs, missing: [...it.missing, '-999'] } : it
  const dataset = {
    ...table,
    dialect: dialect ?? table.dialect,
    features: table.features.map(inStyle),
    targets: table.targets.map(inStyle),
  }
  const { delimiter, quoteChar } = dataset.dialect
  const line = lineWriter(delimiter, quoteChar)
  const row = fc.tuple(
    ...dataset.features.map((it) =>
      fc.oneof({ arbitrary: likely(it), weight: 5 }, number(signs?.decimalChar ?? '.'), word),
    ),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 500 }),
      async (rows, chunkBytes) => {
        const texts = rows.map(line)
        const header = line(dataset.features.map(({ name }) => name))
        const [, ...lines] = (await written([header, ...texts].join('\n'), dataset, by, chunkBytes)).split('\n')
        expect(lines).toEqual([...rows.map((fields, i) => slowly(texts[i]!, fields, dataset, by)), ''])
      },
    ),
    { numRuns: 50 },
  )
})

test.each([
  ['', /^rows\.csv, line 1: it is empty and needs a header/],
  ['a,b\n1,2', /line 1: the header lacks culmen_length_mm, .*which every row needs; mend the file\.$/],
  [
    `${NEEDED.replace('culmen_length_mm', 'Culmen length')}\n`,
    /lacks culmen_length_mm \(is it "Culmen length"\?\), which/,
  ],
  [
    `${NEEDED.replace('culmen_length_mm', 'Culmen\u202elength')}\n`,
    /lacks culmen_length_mm \(is it "Culmen\?length"\?\), which/,
  ],
  [`${NEEDED},body_mass_g\n`, /the header names body_mass_g twice; remove one/],
  ['39.1,18.7,181,3750\n', /a row of values stands where the header must be/],
  [`${NEEDED}\n39.1,"18.7,181,3750\n`, /line 2: a quote is opened here and never closed/],
  ['PK\u0003\u0004 xl/', /is an Excel workbook/],
])('%j is refused', async (text, says) => {
  await expect(scored(text)).rejects.toThrow(says)
})
