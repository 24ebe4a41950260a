import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { penguin, penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { trainModel } from '../test/trainedModel.js'
import { buildApp } from './app.js'

const trainedDir = temporaryFolder()
let version = ''
let app: FastifyInstance
beforeAll(async () => {
  version = (await trainModel(trainedDir)).version
  app = await start(trainedDir)
})

async function start(modelsDir: string, frameAncestors: string[] = []): Promise<FastifyInstance> {
  const app = await buildApp({ MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: frameAncestors }, penguins)
  afterAll(() => app.close())
  return app
}

const post = (url: string, payload: unknown) =>
  app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) })

describe('POST /predict', () => {
  test.each(['/predict', '/predict/'])('%s says label, probability and probabilities of each target', async (url) => {
    const reply = await post(url, penguin)
    expect(reply.statusCode).toBe(200)
    const { model_version, predictions, warnings } = reply.json()
    expect(model_version).toBe(version)
    expect(warnings).toEqual([])
    expect(predictions.species.label).toBe('Adelie')
    expect(Object.keys(predictions.species.probabilities)).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
    expect(Object.keys(predictions.sex.probabilities)).toEqual(['FEMALE', 'MALE'])
    for (const { label, probability, probabilities } of Object.values<Record<string, never>>(predictions)) {
      expect(probability).toBe(Math.max(...Object.values<number>(probabilities!)))
      expect(probability).toBe(probabilities![label!])
      expect(Object.values<number>(probabilities!).reduce((a, b) => a + b)).toBeCloseTo(1, 5)
    }
  })

  test('a browser, which sends Origin, is told how long it took in milliseconds', async () => {
    const ask = (headers: Record<string, string>) =>
      app.inject({ method: 'POST', url: '/predict', headers, payload: penguin })
    const timing = (await ask({ origin: 'http://localhost:8000' })).headers['server-timing']
    expect(timing).toMatch(/^app;dur=\d+\.\d{3}$/)
    expect((await ask({})).headers).not.toHaveProperty('server-timing')
  })

  test('it predicts the training data about as well as the card says', async () => {
    const rows = readFileSync('data/penguins_size.csv', 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split(','))
    const measured = rows.filter((row) => row[2] !== 'NA')
    const body = measured.map((row) => ({
      culmen_length_mm: Number(row[2]),
      culmen_depth_mm: Number(row[3]),
      flipper_length_mm: Number(row[4]),
      body_mass_g: Number(row[5]),
    }))
    const { results } = (await post('/predict/batch', body)).json()
    const right = measured.filter((row, i) => results[i].predictions.species.label === row[0])
    expect(right.length / measured.length).toBeGreaterThan(0.97)
  })

  test('a value outside what training saw is warned of', async () => {
    const { warnings } = (await post('/predict', { ...penguin, body_mass_g: 8000 })).json()
    expect(warnings).toEqual([expect.stringMatching(/^body_mass_g 8000 g is outside what training saw, \d+ to \d+ g$/)])
  })

  test.each([
    [{ ...penguin, body_mass_g: 90000 }, 'body_mass_g is out of range: it must be a number from 1500 to 9000 g.'],
    [{ ...penguin, body_mass_g: -1 }, 'body_mass_g is out of range: it must be a number from 1500 to 9000 g.'],
    [{ ...penguin, culmen_depth_mm: true }, 'culmen_depth_mm is no number: it must be a number from 8 to 30 mm.'],
    [{ ...penguin, culmen_depth_mm: '18.7' }, /^culmen_depth_mm is no number but text/],
    [{ ...penguin, culmen_depth_mm: null }, /^culmen_depth_mm is null/],
    [
      { ...penguin, flipper_length_mm: undefined },
      'flipper_length_mm is missing: it must be a number from 130 to 280 mm.',
    ],
    [{ ...penguin, wings: 2 }, /^wings is no field; the fields are culmen_length_mm, /],
    [[penguin], '/predict takes one object, not a list; send a list to /predict/batch.'],
  ])('a wrong body is a 400 that names field, unit and range: %j', async (body, message) => {
    const reply = await post('/predict', body)
    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toEqual({
      error: typeof message === 'string' ? message : expect.stringMatching(message),
      code: 'BODY',
    })
  })

  test('a number too large for JSON, broken JSON, no JSON and a body too large are refused', async () => {
    const send = (payload: string, type = 'application/json') =>
      app.inject({ method: 'POST', url: '/predict', headers: { 'content-type': type }, payload })
    expect((await send(JSON.stringify(penguin).replace('3750', '1e999'))).statusCode).toBe(400)
    expect((await send('{"culmen')).statusCode).toBe(400)
    expect((await send('{"__proto__": 1}')).statusCode).toBe(400)
    expect((await send('a=1', 'application/x-www-form-urlencoded')).statusCode).toBe(415)
    expect((await send('{}', 'text/plain')).statusCode).toBe(415)
    expect((await send(' '.repeat(20_000))).statusCode).toBe(413)
  })
})

describe('POST /predict/batch', () => {
  test('predicts many as each alone', async () => {
    const one = (await post('/predict', penguin)).json()
    const { model_version, results } = (await post('/predict/batch', Array(10_000).fill(penguin))).json()
    expect(model_version).toBe(version)
    expect(results).toHaveLength(10_000)
    expect(results[9_999]).toEqual({ predictions: one.predictions, warnings: [] })
  })

  test('too many, none and a wrong one are refused', async () => {
    expect((await post('/predict/batch', Array(10_001).fill(penguin))).json().error).toMatch(/more than 10000 items/)
    expect((await post('/predict/batch', [])).json().error).toMatch(/fewer than 1 items/)
    expect((await post('/predict/batch', [penguin, { ...penguin, body_mass_g: 1 }])).json().error).toBe(
      'item 1: body_mass_g is out of range: it must be a number from 1500 to 9000 g.',
    )
  })
})

describe('models, health and documentation', () => {
  test('the versions and the whole card of the one in use', async () => {
    const [first] = (await app.inject('/models')).json()
    expect(first).toMatchObject({ version, current: true, test_accuracy: { species: expect.any(Number) } })
    expect(first).not.toHaveProperty('rmse')
    expect(first.verdict.says).toMatch(/^promoted, the first model: species log loss/)
    const { last_change, ...card } = (await app.inject('/models/current')).json()
    expect(last_change).toMatchObject({
      to: version,
      action: 'train',
      why: expect.stringMatching(/^promoted, the first/),
    })
    expect((await app.inject('/models/history')).json()).toEqual([last_change])
    expect(card).toEqual(JSON.parse(readFileSync(join(trainedDir, version, 'manifest.json'), 'utf8')))
  })

  test('it lives and is ready', async () => {
    expect((await app.inject('/health/live')).json()).toEqual({ status: 'live' })
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready', model_version: version })
  })

  test('OpenAPI tells units and ranges', async () => {
    const api = (await app.inject('/openapi.json')).json()
    expect(Object.keys(api.paths).filter((path) => !path.startsWith('/v2'))).toEqual([
      '/metrics',
      '/health/live',
      '/health/ready',
      '/dataset',
      '/models',
      '/models/history',
      '/models/current',
      '/models/{version}',
      '/models/{version}/{file}',
      '/predict',
      '/predict/batch',
      '/explain',
    ])
    const { properties } = api.paths['/predict'].post.requestBody.content['application/json'].schema
    expect(properties.body_mass_g).toMatchObject({
      minimum: 1500,
      maximum: 9000,
      description: expect.stringContaining('1500 to 9000 g'),
    })
    expect((await app.inject('/docs')).statusCode).toBe(200)
  })

  test('headers are safe, and an unknown page is a 404 in the same shape', async () => {
    const reply = await app.inject('/nothing?x=1')
    expect(reply.statusCode).toBe(404)
    expect(reply.json()).toEqual({ error: 'There is no GET /nothing; see /docs.', code: 'NOT_FOUND' })
    expect(reply.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.any(String),
    })
  })

  test.each(['/docs', '/models/current'])(
    '%s may be framed by the origins that the settings name, and by no other',
    async (url) => {
      const framed = await start(trainedDir, ['http://localhost:8080'])
      const { headers } = await framed.inject(url)
      expect(headers['content-security-policy']).toMatch(/frame-ancestors [^;]*http:\/\/localhost:8080(;|$)/)
      expect(headers['x-frame-options']).toBeUndefined()
      const closed = (await app.inject(url)).headers
      expect(closed['content-security-policy']).toMatch(/frame-ancestors '(self|none)'(;|$)/)
      expect(closed['x-frame-options']).toBe('SAMEORIGIN')
    },
  )

  test('what goes wrong here is not shown', async () => {
    const broken = await buildApp({ MODELS_DIR: trainedDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins)
    broken.get('/boom', () => {
      throw new Error('secret')
    })
    const reply = await broken.inject('/boom')
    expect(reply.statusCode).toBe(500)
    expect(reply.body).not.toMatch(/secret|at /)
    await broken.close()
  })
})
