import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { datasetCard } from '../../../../core/dataset/datasetCard.js'
import { readDataset } from '../../../../core/dataset/readDataset.js'
import type { Model } from '../../../../core/model/model.js'
import { predict } from '../../../../core/model/predict.js'
import { readBundle } from '../../../../registry/bundle.js'
import { penguins, registryOf } from '../../../../test/datasets.js'
import { writePeople } from '../../../../test/people.js'
import { trainModel } from '../../../../test/trainedModel.js'
import { type Job, predictFile, summarize } from './predictFile.js'
import { rowKey } from './rowKey.js'
import { rowsShown } from './rowsShown.js'
import { writeCsv } from './writeCsv.js'

const HEADER = 'culmen_length_mm,culmen_depth_mm,flipper_length_mm,body_mass_g'
const { features, targets } = datasetCard(penguins)
const job: Job = { features, targets, learned: undefined }
let model: Model

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'csv-'))
  const { version } = await trainModel(folder, { num_round: 30 })
  model = await readBundle(registryOf(folder), version)
})

const bytesOf = (text: string) => new TextEncoder().encode(text)
const predicted = (text: string | Uint8Array, of: Job = job) =>
  predictFile(typeof text === 'string' ? bytesOf(text) : text, 'birds.csv', of, (rows) => predict(model, rows))
const problemOf = (text: string | Uint8Array) => predicted(text).then(String, ({ message }: Error) => message)

test('predicts each row as the predictor does, the least sure first', async () => {
  const result = await predicted(readFileSync(penguins.file))
  const { rows, of } = rowsShown(result, { by: 'sure', of: 'species' }, 50)
  expect(of).toBe(342)
  const sure = rows.map(({ answers }) => answers.species!.probability)
  expect(sure).toEqual(sure.toSorted((a, b) => a - b))
  for (const { values, answers } of rows) {
    expect(predict(model, [values!])[0]!.predictions.species).toMatchObject({
      label: answers.species!.said,
      probability: answers.species!.probability,
    })
  }
})

test('says how right it is where the file has the answers, and lists where it is wrong', async () => {
  const result = await predicted(readFileSync(penguins.file))
  const { species, sex } = summarize(result).targets
  const wrong = rowsShown(result, { by: 'wrong', of: 'species' }, 400).rows
  expect(species!.score).toMatchObject({ rows: 342, right: 342 - wrong.length })
  expect(wrong.every(({ answers }) => answers.species!.said !== answers.species!.truth)).toBe(true)
  // Of some penguins the file does not say the sex.
  expect(sex!.score!.rows).toBe(333)
  expect(Object.values(species!.totals!).reduce((a, b) => a + b)).toBe(342)
})

test('tells the rows that the model learned from', async () => {
  const rows = `${HEADER},species\n39.1,18.7,181,3750,Adelie\n50,15,220,5500,Gentoo\n`
  const learned = [
    rowKey(
      { culmen_length_mm: Math.fround(39.1), culmen_depth_mm: 18.7, flipper_length_mm: 181, body_mass_g: 3750 },
      job.features,
    ),
  ]
  const summary = summarize(await predicted(rows, { ...job, learned }))
  expect(summary.learned).toBe(1)
  expect(summary.targets.species).toMatchObject({ score: { rows: 2 }, fresh: { rows: 1, right: 1 } })
})

test.each([
  ['decimal commas and semicolons', HEADER.replaceAll(',', ';'), '39,1;18,7;181;3750'],
  ['tabs', HEADER.replaceAll(',', '\t'), '39.1\t18.7\t181\t3750'],
  ["Excel's line with the separator", `sep=;\n${HEADER.replaceAll(',', ';')}`, '39.1;18.7;181;3750'],
  ['a byte-order mark and quotes', `\ufeff"${HEADER.replaceAll(',', '","')}"`, '"39.1","18.7","181","3750"'],
  ['titles, in any order', 'Body mass (g),CULMEN LENGTH,Culmen depth,Flipper length', '3750,39.1,18.7,181'],
  ['other columns, one of them without a name', `,${HEADER},note`, '1,39.1,18.7,181,3750,"a, b"'],
  ['line ends of Windows', `${HEADER}\r`, '39.1,18.7,181,3750\r'],
])('reads %s', async (_, header, row) => {
  const { rows } = rowsShown(await predicted(`${header}\n${row}\n`), { by: 'file' }, 10)
  expect(rows.map(({ values }) => values)).toEqual([
    { culmen_length_mm: 39.1, culmen_depth_mm: 18.7, flipper_length_mm: 181, body_mass_g: 3750 },
  ])
})

test('does not predict what the API would refuse, and says why', async () => {
  const text = `${HEADER}\nx,18.7,181,3750\n39.1,NA,181,3750\n39.1,18.7,181,9001\n39.1,18.7\n39.1,18.7,181,3750\n`
  const result = await predicted(text)
  const { rows } = rowsShown(result, { by: 'refused' }, 10)
  expect(rows.map(({ line, faults }) => [line, faults.map(({ says }) => says).join()])).toEqual([
    [2, 'Culmen length "x" is no number: it must be a number from 20 to 80 mm'],
    [3, 'Culmen depth is missing: it must be a number from 8 to 30 mm'],
    [4, 'Body mass "9001" is out of range: it must be a number from 1500 to 9000 g'],
    [5, 'The row has 2 fields where the header names 4'],
  ])
  expect(summarize(result)).toMatchObject({ rows: 5, refused: 4 })
})

test.each([
  ['no bytes', '', 'birds.csv is empty; it needs a header, and a row below it.'],
  ['a header alone', `${HEADER}\n`, 'birds.csv has a header but no rows; there is nothing to predict.'],
  [
    'no known column',
    'a,b\nc,d\n',
    `birds.csv, line 1: no column has the name of a feature; the model needs the columns ${HEADER.split(',')
      .join(', ')
      .replace(/, (?=\w+$)/, ' and ')}.`,
  ],
  [
    'a required column left out',
    'culmen_length_mm,culmen_depth_mm\n1,2\n',
    'birds.csv, line 1: the header lacks the columns flipper_length_mm and body_mass_g, which every row needs; add them.',
  ],
  ['a title beside the name, which goes before', `${HEADER},Body mass\n1,2,3,4,5\n`, undefined],
  [
    'a column twice',
    `${HEADER},body_mass_g\n1,2,3,4,5\n`,
    'birds.csv, line 1: "body_mass_g" and "body_mass_g" both stand for Body mass; remove one of these columns.',
  ],
  [
    'an open quote',
    `${HEADER}\n1,2,3,4\n"1,2,3,4\n`,
    'birds.csv, line 3: a quote is opened here and never closed; mend the file.',
  ],
  ['gzip', gzipSync('a,b'), 'birds.csv is compressed (gzip); unpack it first.'],
  ['Latin-1', Uint8Array.of(0x61, 0xe4, 0x0a), 'birds.csv holds bytes that are not UTF-8 text; save it as CSV UTF-8.'],
  ['a NUL byte', bytesOf(`${HEADER}\n1,\0`), 'birds.csv, line 2: there is a NUL byte; save the file as CSV UTF-8.'],
])('says what is wrong with a file: %s', async (_, text, says) => {
  const problem = await problemOf(text)
  if (says === undefined) expect(problem).toBe('[object Object]')
  else expect(problem).toBe(says)
})

test('gives the file back as it was, with the predictions behind', async () => {
  const rows = ['39,1;18,7;181;3750;"a; ""b"""', '=1+1;18,7;181;3750;', '50;15;220;5500; c;d']
  const text = `\ufeff${HEADER.replaceAll(',', ';')};predicted_sex\r\n${rows.join('\r\n')}\r\n`
  const lines = writeCsv(await predicted(text)).split('\r\n')
  const added = 'predicted_species;probability_species;predicted_sex_2;probability_sex;not_predicted'
  expect(lines[0]).toBe(`\ufeff${HEADER.replaceAll(',', ';')};predicted_sex;;${added}`)
  expect(lines[1]).toMatch(/^39,1;18,7;181;3750;"a; ""b""";;Adelie;0,9\d*;MALE;0,\d+;$/)
  expect(lines[2]).toMatch(/^=1\+1;18,7;181;3750;;;;;;;"Culmen length ""=1\+1"" is no number: /)
  expect(lines[3]).toBe('50;15;220;5500;" c";d;;;;;The row has 6 fields where the header names 5')
  expect(lines.slice(4)).toEqual([''])
})

test('another table: categories, booleans, missing values and a number to predict, as its own file writes them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'csv-'))
  const people = await readDataset(writePeople(folder))
  const { version } = await trainModel(join(folder, 'models'), { num_round: 10 }, people)
  const other = await readBundle({ folder: join(folder, 'models'), dataset: people }, version)
  const card = datasetCard(people)
  const result = await predictFile(readFileSync(people.file), 'people.csv', { ...card, learned: undefined }, (rows) =>
    predict(other, rows),
  )
  const { refused, targets: found } = summarize(result)
  expect(refused).toBe(0)
  expect(found.treu!.score).toMatchObject({ rows: 300 })
  expect(found['Preis in €']!.score).toMatchObject({ rows: 300, rmse: expect.any(Number) })
  expect(result.values[0]).toMatchObject({ 'aktiv?': expect.any(Boolean), Klasse: expect.any(String) })
})
