import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../core/dataset/dataset.js'
import { readDataset } from '../core/dataset/readDataset.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { optional, person, writePeople } from '../test/people.js'
import { trainModel } from '../test/trainedModel.js'
import { buildApp } from './app.js'

async function start(modelsDir: string, dataset: Dataset): Promise<FastifyInstance> {
  const app = await buildApp({ MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, dataset)
  afterAll(() => app.close())
  return app
}

const folder = temporaryFolder()
let app: FastifyInstance
beforeAll(async () => {
  const dataset = await readDataset(writePeople(folder))
  await trainModel(join(folder, 'models'), {}, dataset)
  app = await start(join(folder, 'models'), dataset)
})

const post = (url: string, payload: unknown) =>
  app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload: JSON.stringify(payload) })

function without(...names: string[]) {
  return Object.fromEntries(Object.entries(person).filter(([name]) => !names.includes(name)))
}

describe('replies', () => {
  test('a prediction has labels and probabilities of classes, and value and training range of a number', async () => {
    const reply = await post('/predict', person)
    expect(reply.statusCode).toBe(200)
    const { predictions, warnings } = reply.json()
    expect(warnings).toEqual([])
    expect(Object.keys(predictions)).toEqual(['income $', 'größenklasse', 'treu', 'Preis in €'])
    expect(predictions['income $'].label).toBe('<=50K')
    expect(Object.keys(predictions['income $'].probabilities)).toEqual(['<=50K', '>50K'])
    expect(Object.keys(predictions.größenklasse.probabilities)).toEqual(['"s"', 'm & m', '$l`'])
    expect(predictions.größenklasse.label).toBe('$l`')
    expect(Object.keys(predictions.treu.probabilities)).toEqual(['false', 'true'])
    const { value, training_range, ...rest } = predictions['Preis in €']
    expect(rest).toEqual({})
    expect(Math.abs(value - 400)).toBeLessThan(60)
    expect(training_range).toEqual({ min: expect.any(Number), max: expect.any(Number) })
    expect(training_range.min).toBeLessThan(value)
    expect(training_range.max).toBeGreaterThan(value)
  })

  test('a batch predicts as each row alone', async () => {
    const other = { ...person, 'größe/~1 m': null, Ort: 'Köln' }
    const { results } = (await post('/predict/batch', [person, other])).json()
    for (const [i, body] of [person, other].entries()) {
      const { model_version: _, ...alone } = (await post('/predict', body)).json()
      expect(results[i]).toEqual(alone)
    }
    expect(results[1].predictions['Preis in €'].value - results[0].predictions['Preis in €'].value).toBeGreaterThan(200)
  })

  test('an explanation has one contribution a field, and they add up to margins and to the value', async () => {
    const { explanations } = (await post('/explain', person)).json()
    const { predictions } = (await post('/predict', person)).json()
    const total = (base: number, contributions: Record<string, number>) =>
      Object.values(contributions).reduce((a, b) => a + b, base)
    const price = explanations['Preis in €']
    expect(Object.keys(price.contributions)).toEqual(Object.keys(person))
    expect(price.value).toBe(predictions['Preis in €'].value)
    expect(total(price.base_value, price.contributions)).toBeCloseTo(price.value, 2)
    expect(Math.abs(price.contributions.Ort)).toBeGreaterThan(10)
    for (const name of ['income $', 'größenklasse', 'treu']) {
      const { label, classes } = explanations[name]
      expect(label).toBe(predictions[name].label)
      expect(Object.keys(classes)).toEqual(Object.keys(predictions[name].probabilities))
      for (const { base_value, contributions, margin } of Object.values<typeof price>(classes)) {
        expect(Object.keys(contributions)).toEqual(Object.keys(person))
        expect(total(base_value, contributions)).toBeCloseTo(margin, 4)
      }
    }
  })

  test('the list of models has the accuracy of classes and the error of numbers', async () => {
    const [first] = (await app.inject('/models')).json()
    expect(Object.keys(first.test_accuracy)).toEqual(['income $', 'größenklasse', 'treu'])
    expect(first.rmse).toEqual({
      'Preis in €': { value: expect.any(Number), low: expect.any(Number), high: expect.any(Number) },
    })
    expect(first.verdict.says).toMatch(/^promoted, the first model: /)
  })

  test('the card of the model in use is its manifest, with the definition', async () => {
    const { targets, dataset } = (await app.inject('/models/current')).json()
    expect(targets['Preis in €'].metrics.test.rmse).toBeGreaterThan(0)
    expect(dataset.definition.resources[0].schema.fields.map(({ name }: { name: string }) => name)).toContain('note')
  })
})

describe('what may be missing', () => {
  test.each(optional)('%s may be null or left out, which is the same', async (name) => {
    const reply = await post('/predict', { ...person, [name]: null })
    expect(reply.statusCode).toBe(200)
    expect(reply.json().warnings).toEqual([])
    expect((await post('/predict', without(name))).json()).toEqual(reply.json())
  })

  test('an unknown category counts as missing, with a warning', async () => {
    const { predictions, warnings } = (await post('/predict', { ...person, 'work</script>': 'never' })).json()
    expect(warnings).toEqual(['work</script> "never" is no category that the model knows; it counts as missing'])
    expect((await post('/predict', without('work</script>'))).json().predictions).toEqual(predictions)
  })

  test('NaN is told to be null', async () => {
    const payload = JSON.stringify(person).replace('1.8', 'NaN')
    const reply = await app.inject({
      method: 'POST',
      url: '/predict',
      headers: { 'content-type': 'application/json' },
      payload,
    })
    expect(reply.json().error).toMatch(/has no NaN or Infinity; send null where a value may be missing\.$/)
  })
})

test.each<[keyof typeof person, unknown, string]>([
  ['Alter (Jahre)', 40.5, 'is no whole number: it must be a whole number from 17 to 90 a'],
  ['Alter (Jahre)', 16, 'is out of range: it must be a whole number from 17 to 90 a'],
  ['Alter (Jahre)', '40', 'is no number but text: send it without quotes, a whole number from 17 to 90 a'],
  ['Alter (Jahre)', null, 'is null, and it is needed: it must be a whole number from 17 to 90 a'],
  ['Alter (Jahre)', undefined, 'is missing: it must be a whole number from 17 to 90 a'],
  ['größe/~1 m', -1, 'is out of range: it must be a number, 0 m or more, or null'],
  ['größe/~1 m', true, 'is no number: it must be a number, 0 m or more, or null'],
  ['kWh "`$x"', {}, 'is no number: it must be a number'],
  ['aktiv?', 'true', 'must be true or false, without quotes'],
  ['aktiv?', 1, 'must be true or false, without quotes'],
  ['aktiv?', undefined, 'is missing: it must be true or false, without quotes'],
  ['opt in', 'yes', 'must be true or false, without quotes, or null'],
  ['Ort', 'Bonn', 'must be one of Köln, Bad "X", a/b'],
  ['Ort', [], 'is no text: it must be one of Köln, Bad "X", a/b'],
  ['Ort', null, 'is null, and it is needed: it must be one of Köln, Bad "X", a/b'],
  ['Klasse', 2, 'is no text but a number: send it in quotes, one of 1, 2, 3'],
  ['work</script>', 7, 'is no text but a number: send it in quotes, one of self, state, private, or null'],
])('%s: %j is refused with what it must be', async (name, value, sentence) => {
  const body = { ...person, [name]: value }
  for (const [url, payload, item] of [
    ['/predict', body, ''],
    ['/explain', body, ''],
    ['/predict/batch', [person, body], 'item 1: '],
  ] as const) {
    const reply = await post(url, payload)
    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toEqual({ error: `${item}${name} ${sentence}.`, code: 'BODY' })
  }
})

describe('the document', () => {
  test('has the title, and each field with kind, range and categories', async () => {
    const { info, paths } = (await app.inject('/openapi.json')).json()
    expect(info.title).toBe('Leute & Preise')
    expect(info.description).toMatch(/^Predicts income \$ and .* from `Alter \(Jahre\)` \(a\), .*`work<\/script>`\.$/)
    const { schema } = paths['/predict'].post.requestBody.content['application/json']
    expect(schema.required).toEqual(
      Object.keys(person).filter((name) => !optional.includes(name as keyof typeof person)),
    )
    expect(schema.properties['Alter (Jahre)']).toMatchObject({
      type: 'integer',
      minimum: 17,
      maximum: 90,
      examples: [40],
    })
    expect(schema.properties['größe/~1 m'].anyOf).toEqual([{ type: 'number', minimum: 0 }, { type: 'null' }])
    expect(schema.properties.Ort).toMatchObject({ type: 'string', enum: ['Köln', 'Bad "X"', 'a/b'] })
    expect(schema.properties['work</script>'].description).toMatch(
      /one of self, state, private; may be null or left out$/,
    )
    expect(JSON.stringify([info, paths])).not.toMatch(/penguin(?!s_pipeline|s run)/i)
  })
})

describe('a hundred columns', async () => {
  const names = Array.from({ length: 100 }, (_, i) => `Spalte ${i}`)
  const wide = [
    ...names.map((name) => ({ name, type: 'number', role: 'feature', constraints: { required: true } })),
    { name: 'y', type: 'number', role: 'target' },
  ]
  const path = join(folder, 'wide.json')
  writeFileSync(path, JSON.stringify({ resources: [{ name: 'wide', path: 'w.csv', schema: { fields: wide } }] }))
  const noModel = /^There is no model yet: trigger the DAG wide_pipeline in Airflow/
  let app: FastifyInstance
  beforeAll(async () => {
    app = await start(join(folder, 'none'), await readDataset(path))
  })
  const post = (url: string, payload: string) =>
    app.inject({ method: 'POST', url, headers: { 'content-type': 'application/json' }, payload })
  const values = Object.fromEntries(names.map((name, i) => [name, i / 8]))

  test('ten thousand rows of them are a batch', async () => {
    const reply = await post(
      '/predict/batch',
      JSON.stringify(Array(10_000).fill(values)).replaceAll('Spalte ', 'Spalte '),
    )
    expect([reply.statusCode, reply.json().error]).toEqual([503, expect.stringMatching(noModel)])
  })

  test('a large row and a body too large', async () => {
    expect((await post('/predict', JSON.stringify(values, null, 40))).json().error).toMatch(noModel)
    expect((await post('/predict/batch', ' '.repeat((32 << 20) + 1))).json().error).toMatch(
      /^The body is larger than 33554432 bytes, the limit of \/predict\/batch; send less at a time\.$/,
    )
  })

  test('a sentence names twenty of them', async () => {
    const { error } = (await post('/predict', '{"x": 1}')).json()
    expect(error).toMatch(
      /^(x is no field; the fields are Spalte 0, .*Spalte 19, … \(100 in all, see \/docs\)|Spalte 0 is missing: it must be a number)\.$/,
    )
  })
})
