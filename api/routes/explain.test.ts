import { createHash } from 'node:crypto'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { penguin, penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { sealAgain, trainModel } from '../../test/trainedModel.js'
import { buildApp } from '../app.js'

const modelsDir = temporaryFolder()
let version = ''
let app: FastifyInstance
beforeAll(async () => {
  version = (await trainModel(modelsDir)).version
  app = await start(modelsDir)
})

async function start(modelsDir: string): Promise<FastifyInstance> {
  const app = await buildApp({ MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins)
  afterAll(() => app.close())
  return app
}

const post = (payload: object, url = '/explain', to = app) => to.inject({ method: 'POST', url, payload })

interface ClassExplanation {
  base_value: number
  contributions: Record<string, number>
  margin: number
}
type Classes = Record<string, ClassExplanation>

test.each(['/explain', '/explain/'])('%s says what each measurement adds to each class', async (url) => {
  const reply = await post(penguin, url)
  expect(reply.statusCode).toBe(200)
  const { model_version, explanations, warnings } = reply.json()
  expect(model_version).toBe(version)
  expect(warnings).toEqual([])
  expect(Object.keys(explanations.species.classes)).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
  expect(Object.keys(explanations.sex.classes)).toEqual(['FEMALE', 'MALE'])
  for (const { classes } of Object.values<{ classes: Classes }>(explanations)) {
    for (const { base_value, contributions, margin } of Object.values(classes)) {
      expect(Object.keys(contributions)).toEqual(Object.keys(penguin))
      const sum = Object.values(contributions).reduce((a, b) => a + b, base_value)
      expect(Math.abs(sum - margin)).toBeLessThan(5e-6)
    }
  }
})

test('its label and margins are those of the prediction', async () => {
  const { explanations } = (await post(penguin)).json()
  const { predictions } = (await post(penguin, '/predict')).json()
  const species = explanations.species.classes as Classes
  const powers = Object.values(species).map(({ margin }) => Math.exp(margin))
  const sum = powers.reduce((a, b) => a + b)
  for (const [c, probability] of Object.values<number>(predictions.species.probabilities).entries()) {
    expect(powers[c]! / sum).toBeCloseTo(probability, 5)
  }
  const { FEMALE, MALE } = explanations.sex.classes as Classes
  expect(1 / (1 + Math.exp(-MALE!.margin))).toBeCloseTo(predictions.sex.probabilities.MALE, 5)
  expect(1 / (1 + Math.exp(-FEMALE!.margin))).toBeCloseTo(predictions.sex.probabilities.FEMALE, 5)
  for (const name of ['species', 'sex']) expect(explanations[name].label).toBe(predictions[name].label)
})

test('what speaks for one of two classes speaks as much against the other', async () => {
  const { FEMALE, MALE } = (await post(penguin)).json().explanations.sex.classes as Classes
  expect(MALE!.base_value + FEMALE!.base_value).toBe(0)
  for (const [name, value] of Object.entries(MALE!.contributions)) {
    expect(value).not.toBe(0)
    expect(value + FEMALE!.contributions[name]!).toBe(0)
  }
})

test('a large flipper speaks for Gentoo, and a value outside what training saw is warned of', async () => {
  const { explanations, warnings } = (await post({ ...penguin, flipper_length_mm: 240 })).json()
  const { Adelie, Gentoo } = explanations.species.classes as Classes
  expect(Gentoo!.contributions.flipper_length_mm).toBeGreaterThan(0.5)
  expect(Adelie!.contributions.flipper_length_mm).toBeLessThan(0)
  expect(warnings).toEqual([expect.stringMatching(/^flipper_length_mm 240 mm is outside/)])
})

test.each([
  [{ ...penguin, body_mass_g: 90000 }, 'body_mass_g is out of range: it must be a number from 1500 to 9000 g.'],
  [{ ...penguin, culmen_depth_mm: true }, 'culmen_depth_mm is no number: it must be a number from 8 to 30 mm.'],
  [[penguin], '/explain takes one object, not a list.'],
])('a wrong body is the same 400 as for a prediction: %j', async (body, error) => {
  const reply = await post(body)
  expect(reply.statusCode).toBe(400)
  expect(reply.json()).toEqual({ error, code: 'BODY' })
})

test('without a model it is a 503 that says what to do', async () => {
  const reply = await post(penguin, '/explain', await start(join(temporaryFolder(), 'models')))
  expect(reply.statusCode).toBe(503)
  expect(reply.json().error).toMatch(/trigger the DAG penguins_pipeline in Airflow, or run `penguins run`/)
})

test('a model whose files have no covers predicts, and says that it can not explain', async () => {
  const bare = temporaryFolder()
  cpSync(modelsDir, bare, { recursive: true })
  const file = (name: string) => join(bare, version, name)
  const manifest = JSON.parse(readFileSync(file('manifest.json'), 'utf8'))
  for (const name of ['species', 'sex']) {
    const text = readFileSync(file(`${name}.json`), 'utf8').replace(/"sum_hessian":\[[^\]]*\],/g, '')
    writeFileSync(file(`${name}.json`), text)
    manifest.targets[name].sha256 = createHash('sha256').update(text).digest('hex')
  }
  writeFileSync(file('manifest.json'), JSON.stringify(manifest))
  sealAgain(join(bare, version))
  const app = await start(bare)
  expect((await post(penguin, '/predict', app)).statusCode).toBe(200)
  const reply = await post(penguin, '/explain', app)
  expect(reply.statusCode).toBe(409)
  expect(reply.json().error).toMatch(/predicts but can not be explained: its file has no sum_hessian/)
})

test('OpenAPI tells what the two classes of sex have to do with each other', async () => {
  const { schema } = (await app.inject('/openapi.json')).json().paths['/explain'].post.responses['200'].content[
    'application/json'
  ]
  expect(schema.properties.explanations.properties.sex.description).toMatch(/log-odds.*FEMALE and MALE.*opposite signs/)
})
