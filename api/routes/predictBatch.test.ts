import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../../core/dataset/dataset.js'
import { readDataset } from '../../core/dataset/readDataset.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { predict } from '../../core/model/predict.js'
import { penguin, penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { penguins as program } from '../../test/penguins.js'
import { person, writePeople } from '../../test/people.js'
import { trainModel } from '../../test/trainedModel.js'
import { buildApp } from '../app.js'
import { modelInUse } from '../plugins/models.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { predictionsSchema } from '../schemas/prediction.js'

async function start(dataset: Dataset, folder = temporaryFolder(), trained = true): Promise<FastifyInstance> {
  if (trained) await trainModel(folder, { num_round: 5 }, dataset)
  const app = await buildApp({ MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, dataset)
  afterAll(() => app.close())
  return app
}

const folder = temporaryFolder()
let app: FastifyInstance
beforeAll(async () => {
  app = await start(penguins, folder)
})

const URL = '/predict/batch'
const post = (type: string, payload: string | Buffer, headers: Record<string, string> = {}, to = app) =>
  to.inject({ method: 'POST', url: URL, headers: { 'content-type': type, ...headers }, payload })

const HEADER = Object.keys(penguin).join()
const row = Object.values(penguin).join()
const line = JSON.stringify(penguin)

describe('the program and the API answer the same bytes', async () => {
  const peopleFolder = temporaryFolder()
  const definition = writePeople(peopleFolder)
  const people = await readDataset(definition)
  const peopleModels = temporaryFolder()
  let other: FastifyInstance
  beforeAll(async () => {
    other = await start(people, peopleModels)
  })
  const env = { MODELS_DIR: folder }
  const peopleEnv = { DATASET: definition, MODELS_DIR: peopleModels }
  const faulty = `${HEADER},"a ""note"""\r\n${row},"x\ny"\r\n\r\n1,2\r\n${row.replace('39.1', 'x')},\r\n`
  const lines = (...rows: unknown[]) => rows.map((it) => (typeof it === 'string' ? it : JSON.stringify(it))).join('\n')

  test.each<[string, string, string, () => FastifyInstance, Record<string, string>]>([
    ['its own file', 'text/csv', readFileSync(penguins.file, 'utf8'), () => app, env],
    ['thousands of rows', 'text/csv', `${HEADER}\n${`${row}\n`.repeat(5000)}`, () => app, env],
    ['bad rows', 'text/csv', faulty, () => app, env],
    ['a header alone', 'text/csv', HEADER, () => app, env],
    ['another table', 'text/csv', readFileSync(people.file, 'utf8'), () => other, peopleEnv],
    ['NDJSON', 'application/x-ndjson', lines(penguin, '', '{', { a: 1 }, penguin, []), () => app, env],
    ['NDJSON of another table', 'application/x-ndjson', lines(person, { ...person, Ort: 'x' }), () => other, peopleEnv],
  ])('%s', async (_name, type, text, api, settings) => {
    const file = join(temporaryFolder(), type === 'text/csv' ? 'rows.csv' : 'rows.ndjson')
    writeFileSync(file, text)
    const reply = await post(type, text, {}, api())
    expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, `${type}; charset=utf-8`])
    expect(reply.headers['x-content-type-options']).toBe('nosniff')
    const { stdout, code } = await program(['predict', file], settings)
    expect(code).toBe(0)
    expect(reply.body).toBe(stdout)
  })
})

test('a row that streams is predicted as any other, and a bad one is answered in its place', async () => {
  const { results } = (await post('application/json', `[${line}]`)).json()
  const reply = await post('application/x-ndjson', `${line}\n{"culmen_length_mm": 1}\n${line}\n`)
  const [first, bad, last] = reply.body.trim().split('\n')
  expect(JSON.parse(first!)).toEqual(results[0])
  expect(last).toBe(first)
  expect(JSON.parse(bad!)).toEqual({ error: expect.stringMatching(/^Line 2: /) })
  expect((await post('application/json', `[${line}, {}]`)).statusCode).toBe(400)
})

test.each<[string, () => Promise<Dataset>, object[]]>([
  [
    'penguins',
    async () => penguins,
    Array.from({ length: 300 }, (_, i) => ({ ...penguin, culmen_length_mm: 20 + i / 5, body_mass_g: 1500 + 25 * i })),
  ],
  [
    'people',
    async () => readDataset(writePeople(temporaryFolder())),
    [person, ...['é "x"\\\n\ud800', 'self', null].map((it) => ({ ...person, 'work</script>': it }))],
  ],
])('a list of %s is answered to the byte as the schema of the reply writes it', async (_name, read, rows) => {
  const dataset = await read()
  const to = await start(dataset)
  const model = modelInUse(to)
  const results = predict(model, rows as FeatureValues[])
  expect(results.some(({ warnings }) => warnings.length > 0)).toBe(true)
  const schema = { response: { 200: jsonSchema(predictionsSchema(dataset)) } }
  const plain = Fastify().get('/', { schema }, () => ({ model_version: model.manifest.version, results }))
  const expected = await plain.inject('/')
  const reply = await post('application/json', JSON.stringify(rows), {}, to)
  expect([reply.statusCode, reply.body]).toEqual([200, expected.body])
  for (const name of ['content-type', 'content-length']) expect(reply.headers[name]).toBe(expected.headers[name])
})

test.each([
  'application/x-ndjson',
  'application/ndjson',
  'application/jsonl',
  'application/jsonlines',
  'Application/JSONL; charset="UTF-8"',
])('%s is NDJSON', async (type) => {
  const reply = await post(type, line)
  expect([reply.statusCode, reply.headers['content-type']]).toEqual([200, 'application/x-ndjson; charset=utf-8'])
})

const csv = `${HEADER}\n${row}\n`
test.each<[string, string, string | undefined, number]>([
  ['text/csv', csv, '*/*', 200],
  ['text/csv', csv, 'text/*;q=0.5', 200],
  ['text/csv', csv, 'application/json, text/csv; q=0.1', 200],
  ['text/csv', csv, 'Text/CSV; charset=utf-8', 200],
  ['text/csv', csv, 'application/problem+json', 200],
  ['text/csv', csv, 'application/json', 406],
  ['text/csv', csv, 'application/json, application/problem+json', 406],
  ['text/csv', csv, 'text/csv;q=0', 406],
  ['text/csv', csv, 'text/csv; q=0.000, text/html', 406],
  ['text/csv', csv, '', 406],
  ['application/x-ndjson', line, 'application/jsonl', 200],
  ['application/jsonl', line, 'application/*', 200],
  ['application/x-ndjson', line, 'text/csv', 406],
  ['application/json', `[${line}]`, 'application/json', 200],
  ['application/json', `[${line}]`, 'text/html, */*;q=0.1', 200],
  ['application/json', `[${line}]`, 'application/x-ndjson', 406],
])('%s, %j for Accept: %s is a %i', async (type, body, accept, status) => {
  const reply = await post(type, body, { accept: accept! })
  expect(reply.statusCode).toBe(status)
  if (status === 200) return
  const { error, code, detail } = reply.json()
  expect(code).toBe('NOT_ACCEPTABLE')
  expect(error ?? detail).toMatch(/^(CSV|NDJSON|JSON) is answered with \1, and the header Accept does not take that/)
})

const utf16 = Buffer.from(`\ufeff${csv}`, 'utf16le')
test.each<[string, string, string | Buffer, number, string, RegExp]>([
  ['nothing', 'text/csv', '', 400, 'CSV_CONTENT', /^The body, line 1: it is empty and needs a header/],
  ['nothing', 'application/x-ndjson', '', 400, 'BODY', /^The body is empty/],
  [
    'no header',
    'text/csv',
    `${row}\n`.repeat(9999),
    400,
    'CSV_CONTENT',
    /a row of values stands where the header must be/,
  ],
  [
    'another header',
    'text/csv',
    'a,b\n1,2\n',
    400,
    'CSV_CONTENT',
    /^The body, line 1: the header lacks culmen_length_mm/,
  ],
  ['JSON as CSV', 'text/csv', `[${line}]`, 400, 'CSV_CONTENT', /^The body, line 1: a quote stands inside a field/],
  ['UTF-16', 'text/csv', utf16, 400, 'CSV_CONTENT', /^The body is UTF-16 text; save it as UTF-8/],
  ['a workbook', 'text/csv', 'PK\u0003\u0004 xl/', 400, 'CSV_CONTENT', /^The body is an Excel workbook/],
  ['a NUL', 'text/csv', `${HEADER}\n3\0`, 400, 'CSV_CONTENT', /^The body, line 2: there is a NUL byte/],
  ['another charset', 'text/csv; charset=latin1', csv, 415, 'MEDIA_TYPE', /^Send the body in UTF-8, not in latin1/],
  [
    'another type',
    'text/tab-separated-values',
    csv,
    415,
    'MEDIA_TYPE',
    /CSV as text\/csv, NDJSON as application\/x-ndjson/,
  ],
])('%s as %s is refused before the reply begins', async (_name, type, body, status, code, error) => {
  const reply = await post(type, body)
  expect(reply.statusCode).toBe(status)
  expect(reply.json()).toEqual({ error: expect.stringMatching(error), code })
})

test('it is refused where it is compressed, without a model, and at other addresses', async () => {
  expect((await post('text/csv', csv, { 'content-encoding': 'gzip' })).json()).toEqual({
    error: expect.stringMatching(/takes no compressed bodies/),
    code: 'MEDIA_TYPE',
  })
  const reply = await post('text/csv', csv, {}, await start(penguins, temporaryFolder(), false))
  expect([reply.statusCode, reply.json().code]).toEqual([503, 'NO_MODEL'])
  const one = await app.inject({
    method: 'POST',
    url: '/predict',
    headers: { 'content-type': 'text/csv' },
    payload: csv,
  })
  expect(one.statusCode).toBe(415)
})

test('the document has the formats of bodies and replies, with an example of each', async () => {
  const { paths } = (await app.inject('/openapi.json')).json()
  const { requestBody, responses } = paths[URL].post
  expect(Object.keys(responses['200'].content)).toEqual(['application/json', 'text/csv', 'application/x-ndjson'])
  expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '406', '408', '415', '503']))
  expect(Object.keys(requestBody.content)).toEqual(Object.keys(responses['200'].content))
  for (const type of ['text/csv', 'application/x-ndjson']) {
    const { example } = requestBody.content[type]
    const reply = await post(type, example)
    expect([reply.statusCode, reply.body.includes('Adelie')]).toEqual([200, true])
  }
  expect(requestBody.content['application/json'].schema.type).toBe('array')
})
