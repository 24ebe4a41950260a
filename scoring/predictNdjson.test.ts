import { Readable } from 'node:stream'
import { beforeAll, expect, test } from 'vitest'
import type { Model } from '../core/model/model.js'
import { predict } from '../core/model/predict.js'
import { readBundle } from '../registry/bundle.js'
import { penguin, penguins, registryOf } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { trainModel } from '../test/trainedModel.js'
import { predictNdjson } from './predictNdjson.js'
import type { Scored } from './scored.js'

let model: Model
beforeAll(async () => {
  const folder = temporaryFolder()
  const { version } = await trainModel(folder, { num_round: 5 })
  model = await readBundle(registryOf(folder), version)
})

async function scored(text: string | Buffer, chunkBytes = 1 << 16): Promise<Scored[]> {
  const bytes = Buffer.from(text)
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunkBytes) }, (_, i) =>
    bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes),
  )
  const parts: Scored[] = []
  for await (const part of predictNdjson(Readable.from(chunks), penguins, model)) parts.push(part)
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
