import { readdirSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { Dataset } from '../../core/dataset/dataset.js'
import { readDataset } from '../../core/dataset/readDataset.js'
import { penguin, penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { person, writePeople } from '../../test/people.js'
import { trainModel } from '../../test/trainedModel.js'
import { buildApp } from '../app.js'

const modelsDir = temporaryFolder()
let version = ''
beforeAll(async () => {
  version = (await trainModel(modelsDir)).version
})

async function start(folder = modelsDir, dataset: Dataset = penguins): Promise<FastifyInstance> {
  const app = await buildApp({ MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, dataset)
  onTestFinished(() => app.close())
  return app
}

let app: FastifyInstance
beforeEach(async () => {
  app = await start()
})

const post = (url: string, payload: unknown, of = app) =>
  of.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) })

/** The values of a metric by its labels, as they stand in the text. */
async function values(name: string, of = app): Promise<Record<string, number>> {
  const { body } = await of.inject('/metrics')
  const lines = body.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  return Object.fromEntries(
    lines.map((line) => {
      const space = line.lastIndexOf(' ')
      return [line.slice(name.length, space), Number(line.slice(space + 1))]
    }),
  )
}

test('requests are counted by route and status, wrong ones too', async () => {
  await post('/predict', penguin)
  await post('/predict/', penguin)
  await post('/predict', {})
  await post('/predict/batch', [penguin])
  await app.inject('/models/none')
  await app.inject(`/models/${version}`)
  await app.inject('/nothing')
  await app.inject({ method: 'PUT', url: '/predict' })
  await app.inject({ method: 'HEAD', url: '/dataset' })
  await app.inject(`/assets/${readdirSync('dist/web/assets')[0]}`)
  expect(await values('penguins_http_requests_total')).toEqual({
    '{method="POST",route="/predict",status="200"}': 2,
    '{method="POST",route="/predict",status="400"}': 1,
    '{method="POST",route="/predict/batch",status="200"}': 1,
    '{method="GET",route="/models/:version",status="404"}': 1,
    '{method="GET",route="/models/:version",status="200"}': 1,
    '{method="HEAD",route="/dataset",status="200"}': 1,
    '{method="GET",route="/assets/*",status="200"}': 1,
    '{method="",route="none",status="404"}': 1,
    '{method="",route="none",status="405"}': 1,
  })
})

test('how long they took is a histogram: each bucket holds the smaller ones too', async () => {
  for (let i = 0; i < 20; i++) await post('/predict', penguin)
  const name = 'penguins_http_request_duration_seconds'
  const labels = 'method="POST",route="/predict"'
  const buckets = Object.entries(await values(`${name}_bucket`)).filter(([key]) => key.includes(labels))
  expect(buckets.map(([key]) => /le="([^"]*)"/.exec(key)?.[1])).toEqual([
    '0.0005',
    '0.001',
    '0.0025',
    '0.005',
    '0.01',
    '0.025',
    '0.05',
    '0.1',
    '0.25',
    '0.5',
    '1',
    '2.5',
    '5',
    '10',
    '+Inf',
  ])
  const counts = buckets.map(([, count]) => count)
  expect(counts).toEqual([...counts].sort((a, b) => a - b))
  expect(counts.at(-1)).toBe(20)
  expect((await values(`${name}_count`))[`{${labels}}`]).toBe(20)
  const sum = (await values(`${name}_sum`))[`{${labels}}`]!
  expect(sum).toBeGreaterThan(0)
  const text = (await app.inject('/metrics')).body
  expect(text.match(new RegExp(`^# TYPE ${name} histogram$`, 'gm'))).toHaveLength(1)
})

test('rows, predictions by class, and rows out of range', async () => {
  await post('/predict', penguin)
  const { results } = (await post('/predict/batch', [penguin, { ...penguin, body_mass_g: 8000 }, penguin])).json()
  await post('/predict/batch', [penguin, {}])
  await post('/explain', penguin)
  expect(await values('penguins_predicted_rows_total')).toEqual({
    '{route="/predict"}': 1,
    '{route="/predict/batch"}': 3,
  })
  expect(await values('penguins_out_of_range_rows_total')).toEqual({ '': 1 })
  const labels: string[] = results.map((it: typeof results) => it.predictions.species.label)
  const counted = await values('penguins_predictions_total')
  for (const label of new Set(labels)) {
    const expected = labels.filter((it) => it === label).length + (label === labels[0] ? 1 : 0)
    expect(counted[`{target="species",label="${label}"}`]).toBe(expected)
  }
  const ofSex = Object.entries(counted).filter(([key]) => key.includes('"sex"'))
  expect(ofSex.reduce((sum, [, count]) => sum + count, 0)).toBe(4)
})

test('rows that stream by count as those of a list, in CSV as in NDJSON, and faulty ones do not', async () => {
  const rows = [
    penguin,
    { ...penguin, body_mass_g: 8000 },
    { ...penguin, culmen_length_mm: 50, flipper_length_mm: 220 },
  ]
  const names = ['predicted_rows', 'checked_rows', 'out_of_range_rows', 'predictions']
  const counted = async () => Promise.all(names.map((name) => values(`penguins_${name}_total`)))
  await post('/predict/batch', rows)
  const byList = await counted()
  const sum = (times: number) =>
    byList.map((it) => Object.fromEntries(Object.entries(it).map(([key, count]) => [key, times * count])))
  const stream = (type: string, payload: string) =>
    app.inject({ method: 'POST', url: '/predict/batch', headers: { 'content-type': type }, payload })
  const texts = rows.map((row) => Object.values(row).join())
  await stream('text/csv', [Object.keys(penguin).join(), ...texts, '1,2', ''].join('\n'))
  expect(await counted()).toEqual(sum(2))
  await stream('application/x-ndjson', [...rows.map((row) => JSON.stringify(row)), '{}', '{', ''].join('\n'))
  expect(await counted()).toEqual(sum(3))
})

test('rows of the Open Inference Protocol count for its target alone', async () => {
  const tensor = { name: 'x', datatype: 'FP64', shape: [2, 4], data: [penguin, penguin].flatMap(Object.values) }
  const reply = await post('/v2/models/species/infer', { inputs: [tensor], outputs: [{ name: 'probabilities' }] })
  expect(reply.statusCode).toBe(200)
  expect(await values('penguins_predicted_rows_total')).toEqual({ '{route="/v2"}': 2 })
  const { predictions } = (await post('/predict', penguin)).json()
  expect(await values('penguins_predictions_total')).toEqual({
    [`{target="species",label="${predictions.species.label}"}`]: 3,
    [`{target="sex",label="${predictions.sex.label}"}`]: 1,
  })
})

test('the version in use, and when it was trained', async () => {
  expect(await values('penguins_model_info')).toEqual({ [`{version="${version}"}`]: 1 })
  const { created_at } = (await app.inject('/models/current')).json()
  expect(await values('penguins_model_created_timestamp_seconds')).toEqual({
    [`{version="${version}"}`]: Date.parse(created_at) / 1000,
  })
  const without = await start(temporaryFolder())
  expect(await values('penguins_model_ready', without)).toEqual({ '': 0 })
  expect(await values('penguins_model_created_timestamp_seconds', without)).toEqual({})
})

test('any table: numbers have no label, names and classes may hold any signs', async () => {
  const folder = temporaryFolder()
  const people = await readDataset(writePeople(temporaryFolder()))
  await trainModel(folder, { num_round: 3 }, people)
  const of = await start(folder, people)
  const { predictions } = (await post('/predict', person, of)).json()
  const counted = await values('penguins_predictions_total', of)
  const quoted = (text: string) => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  expect(counted).toEqual({
    [`{target="income $",label="${predictions['income $'].label}"}`]: 1,
    [`{target="größenklasse",label="${quoted(predictions.größenklasse.label)}"}`]: 1,
    [`{target="treu",label="${predictions.treu.label}"}`]: 1,
    '{target="Preis in €"}': 1,
  })
})
