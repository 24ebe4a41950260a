import { Readable } from 'node:stream'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Dataset, Feature } from '../core/dataset/dataset.js'
import { readDataset } from '../core/dataset/readDataset.js'
import { rowFault } from '../core/dataset/rowFault.js'
import type { FeatureValues } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import { predict } from '../core/model/predict.js'
import { penguin, penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { writePeople } from '../test/people.js'
import { trainedBundle } from '../test/trainedModel.js'
import { predictNdjson } from './predictNdjson.js'
import type { Scored } from './scored.js'

let model: Model
beforeAll(async () => {
  model = await trainedBundle(penguins)
})

async function scored(text: string | Buffer, chunkBytes = 1 << 16, dataset = penguins, by = model): Promise<Scored[]> {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, i) =>
    bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes),
  )
  const parts: Scored[] = []
  for await (const part of predictNdjson(Readable.from(chunks), dataset, by)) parts.push(part)
  return parts
}

const written = async (...args: Parameters<typeof scored>) => (await scored(...args)).map(({ text }) => text).join('')
const said = async (text: string | Buffer) =>
  (await written(text))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

test('each line is answered by one, as the API answers a row', async () => {
  const rows = Array.from({ length: 2500 }, (_, i) => ({ ...penguin, body_mass_g: 2700 + i }))
  const text = rows.map((row) => JSON.stringify(row)).join('\r\n')
  expect(await said(text)).toEqual(predict(model, rows))
  expect(await written(text, 7)).toBe(await written(text))
})

test('a faulty line says why, and holds up no other', async () => {
  const row = JSON.stringify(penguin)
  const lines = [
    row,
    '',
    '{"body_mass_g": 1}',
    '[1]',
    '{',
    `{"x": 1,${row.slice(1)}`,
    row.replace('3750', '"3750"'),
    row,
  ]
  const answers = await said(lines.join('\n'))
  expect(answers.map(({ error }) => error)).toEqual([
    undefined,
    'Line 3: culmen_length_mm is missing: it must be a number from 20 to 80 mm.',
    expect.stringMatching(/^Line 4: a row must be an object with the fields culmen_length_mm, /),
    'Line 5: it is no JSON.',
    expect.stringMatching(/^Line 6: "x" is no field; the fields are culmen_length_mm, /),
    expect.stringMatching(/^Line 7: body_mass_g is no number but text: send it without quotes, /),
    undefined,
  ])
  const [first, last] = await scored(lines.join('\n'))
  expect(first).toMatchObject({
    rows: 6,
    faulty: 5,
    fault: expect.stringMatching(/^line 3: culmen_length_mm is missing/),
  })
  expect(last).toMatchObject({ rows: 1, faulty: 0, fault: undefined })
})

test.each([
  ['{},{}', '{"a":1', '"b":2}'],
  ['{},{}', '{"a":[{}', '{}]}'],
  ['{},{}', '{"a":"', '{"}'],
  ['{}],[{}', '{}', '{}'],
])('lines that are as many rows only together are none: %s %s %s', async (...lines) => {
  const errors = (await said(`${lines.join('\n')}\n`)).map(({ error }) => error)
  expect(errors).toEqual(
    lines.map((text, i) =>
      text === '{}' ? expect.stringMatching(`^Line ${i + 1}: culmen`) : `Line ${i + 1}: it is no JSON.`,
    ),
  )
})

test('a line of any length, or of no text, is a line', async () => {
  const row = JSON.stringify(penguin)
  const long = row.replace('{', `{${' '.repeat(3 << 20)}`)
  expect((await said(`${long}\n${row}\n${long}`)).map(({ error }) => error)).toEqual([
    'Line 1: it is longer than 1 MiB.',
    undefined,
    'Line 3: it is longer than 1 MiB.',
  ])
  expect(await said(Buffer.concat([Buffer.from([0xff, 0x0a]), Buffer.from(row)]))).toMatchObject([
    { error: 'Line 1: there are bytes that are not UTF-8 text.' },
    { warnings: [] },
  ])
  expect(await written('')).toBe('')
})

/** A line's answer, of a row that is parsed, judged and predicted alone. */
function slowly(text: string, line: number, dataset: Dataset, by: Model): string {
  const refused = (says: string) => `${JSON.stringify({ error: `Line ${line}: ${says}.` })}\n`
  if (text.trim() === '') return ''
  let row: unknown
  try {
    row = JSON.parse(text.trim())
  } catch {
    return refused('it is no JSON')
  }
  const fault = rowFault(dataset, row)
  return fault === undefined ? `${JSON.stringify(predict(by, [row as FeatureValues])[0])}\n` : refused(fault)
}

const likely = (feature: Feature) => {
  const { min = -1e3, max = 1e4 } = feature.kind === 'number' ? feature : {}
  switch (feature.kind) {
    case 'number':
      return feature.integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true })
    case 'boolean':
      return fc.boolean()
    case 'category':
      return fc.oneof(fc.constantFrom(...feature.categories), fc.constantFrom('x', '},{', '[', '"'))
  }
}
/** A row, in which something may be missing, wrong or too much. */
const rowOf = ({ features }: Dataset) =>
  fc
    .tuple(
      fc.record(Object.fromEntries(features.map((it) => [it.name, likely(it)]))),
      fc.option(fc.tuple(fc.constantFrom('x', '__proto__', ...features.map(({ name }) => name)), fc.jsonValue()), {
        freq: 8,
      }),
    )
    .map(([row, other]) => JSON.stringify(other ? { ...row, [other[0]]: other[1] } : row))
/** Lines that make sense only together with others, or look as if they were several. */
const pieces = fc.constantFrom(
  '',
  ' ',
  '{',
  '}',
  '{}',
  '{},{}',
  '{"x":[{}',
  '{}]}',
  '{"Ort":"}',
  '{"}',
  '[',
  ']',
  '1',
  'null',
  '\ufeff{}',
  '{"a":1',
  '"b":2}',
)

test.each(['penguins', 'people'])('%s: lines are answered together as each alone', async (name) => {
  const table = name === 'penguins' ? penguins : await readDataset(writePeople(temporaryFolder()))
  const by = name === 'penguins' ? model : await trainedBundle(table)
  const line = fc.oneof({ arbitrary: rowOf(table), weight: 12 }, pieces)
  const lines = fc.array(fc.tuple(line, fc.constantFrom('', '', '', '\r', ' ')), { maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 1, max: 3000 }), async (all, chunkBytes) => {
      const texts = all.map((it) => it.join(''))
      const answers = texts.map((text, i) => slowly(text, i + 1, table, by))
      expect(await written(`${texts.join('\n')}\n`, chunkBytes, table, by)).toBe(answers.join(''))
    }),
    { numRuns: 300 },
  )
})
