import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Dataset } from '../core/dataset/dataset.js'
import { readDataset } from '../core/dataset/readDataset.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open.js'
import { penguin, penguins } from '../test/datasets.js'
import { databaseUrl, dropTables, freshDatabase, temporaryFolder } from '../test/freshDatabase.js'
import { person, writePeople } from '../test/people.js'
import { trainModel } from '../test/trainedModel.js'
import { buildApp } from './app.js'

const folder = temporaryFolder()
const people = await readDataset(writePeople(folder))
const modelsDir = join(folder, 'models')
const url = databaseUrl()
let version = ''
let database: Database
beforeAll(async () => {
  version = (await trainModel(join(modelsDir, 'penguins'))).version
  await trainModel(join(modelsDir, 'people'), {}, people)
  database = (await freshDatabase(url)).database
})
beforeEach(() => dropTables(database))

async function start(PREDICTION_LOG: string | undefined, dataset: Dataset = penguins): Promise<FastifyInstance> {
  const settings = { MODELS_DIR: join(modelsDir, dataset.name), LOG_LEVEL: 'silent' as const, FRAME_ANCESTORS: [] }
  const app = await buildApp({ ...settings, PREDICTION_LOG }, dataset)
  afterAll(() => app.close())
  return app
}

const post = (app: FastifyInstance, url: string, payload: object, headers = {}) =>
  app.inject({ method: 'POST', url, headers, payload })

const logged = ({ db, tables }: Database = database) =>
  db.selectFrom(tables.predictionLog.name).selectAll().orderBy('id').execute()

async function countsOf(app: FastifyInstance) {
  const { payload } = await app.inject('/metrics')
  const count = (name: string) =>
    Number(new RegExp(`^penguins_prediction_log_${name}_total (\\d+)$`, 'm').exec(payload)?.[1])
  return { rows: count('rows'), dropped: count('dropped') }
}

test('nothing is logged, and no header says an id, where PREDICTION_LOG is not set', async () => {
  const app = await start(undefined)
  const reply = await post(app, '/predict', penguin, { 'x-request-id': 'mine' })
  expect(reply.headers).not.toHaveProperty('x-request-id')
  expect(await countsOf(app)).toEqual({ rows: 0, dropped: 0 })
  const names = (await database.db.introspection.getTables()).map(({ name }) => name)
  expect(names).not.toContain('penguins_prediction_log')
})

test('what clients of the Open Inference Protocol ask is logged, with the target that they ask for', async () => {
  const app = await start(url)
  const { species } = (await post(app, '/predict', penguin)).json().predictions
  const asked = { ...penguin, body_mass_g: 3800 }
  const inputs = [{ name: 'rows', datatype: 'FP64', shape: [1, 4], data: Object.values(asked) }]
  const reply = await post(app, '/v2/models/species/infer', { inputs }, { 'x-request-id': 'by-triton' })
  expect(reply.headers['x-request-id']).toBe('by-triton')
  await app.close()
  expect((await logged()).at(-1)).toMatchObject({
    request_id: 'by-triton',
    request_row: 0,
    model_version: version,
    ...asked,
    predicted_species: species.label,
    predicted_sex: null,
    probability_sex: null,
  })
})

test('a row and a batch are logged with id, place, version, time, inputs and outputs, at the latest when the API ends', async () => {
  const app = await start(url)
  const before = Date.now()
  const one = await post(app, '/predict', penguin, { 'x-request-id': 'order-17' })
  expect(one.headers['x-request-id']).toBe('order-17')
  const two = await post(app, '/predict/batch', [penguin, { ...penguin, body_mass_g: 6000.5 }])
  const id = two.headers['x-request-id']
  expect(id).toMatch(/^[\w-]{8}-\d+$/)
  await app.close()

  const rows = await logged()
  const { species, sex } = one.json().predictions
  expect(rows).toMatchObject([
    {
      request_id: 'order-17',
      request_row: 0,
      model_version: version,
      ...penguin,
      predicted_species: species.label,
      probability_species: species.probability,
      predicted_sex: sex.label,
      probability_sex: sex.probability,
    },
    { request_id: id, request_row: 0, ...penguin },
    { request_id: id, request_row: 1, body_mass_g: 6000.5 },
  ])
  const time = Date.parse(`${rows[0]!.request_time}Z`)
  expect(time).toBeGreaterThanOrEqual(before)
  expect(time).toBeLessThanOrEqual(Date.now())
})

test.each([
  ['', 'is empty'],
  ['x'.repeat(129), 'is too long'],
  ['a b', 'holds a blank'],
  ['ü', 'is no ASCII'],
])('an id of the client that %#) is not taken', async (id) => {
  const app = await start(url)
  const reply = await post(app, '/predict', penguin, { 'x-request-id': id })
  expect(reply.headers['x-request-id']).toMatch(/^[\w-]{8}-\d+$/)
  await app.close()
})

test('any table is logged by types that SQL can work on, and what is missing is NULL', async () => {
  const { database } = await freshDatabase(url, people)
  const app = await start(url, people)
  const odd = { ...person, 'größe/~1 m': null, 'opt in': null, 'work</script>': `\ud800${'🐧'.repeat(500)}` }
  const { results } = (await post(app, '/predict/batch', [person, odd])).json()
  await app.close()
  const rows = await logged(database)
  expect(rows).toMatchObject([
    { ...person, 'aktiv?': 1, 'opt in': 0 },
    { 'größe/~1 m': null, 'opt in': null, 'work</script>': `\ufffd${'🐧'.repeat(62)}…` },
  ])
  for (const [i, { predictions }] of results.entries()) {
    expect(rows[i]).toMatchObject({
      'predicted_income $': predictions['income $'].label,
      'probability_income $': predictions['income $'].probability,
      predicted_größenklasse: predictions.größenklasse.label,
      predicted_treu: Number(predictions.treu.label === 'true'),
      'predicted_Preis in €': predictions['Preis in €'].value,
    })
  }
  await dropTables(database)
})

test('a wrong login, a wrong address and a table of another shape are dropped rows, and the API serves', async () => {
  const mysql = url.startsWith('mysql:')
  const wrong = mysql
    ? [url.replace(/:[^:@]+@/, ':secret@'), url.replace(/:\d+\//, ':1/')]
    : [`sqlite:${folder}`, 'mysql://user:secret@127.0.0.1:1/none']
  await sql`create table penguins_prediction_log (id integer)`.execute(database.db)
  for (const there of [...wrong, url]) {
    const app = await start(there)
    expect((await post(app, '/predict', penguin)).statusCode).toBe(200)
    await app.close()
    expect(await logged()).toEqual([])
  }
})

test('more rows than wait are dropped and counted, while another process holds the database', async () => {
  const app = await start(url)
  await post(app, '/predict', penguin)
  await expect.poll(() => countsOf(app), { timeout: 10_000 }).toEqual({ rows: 1, dropped: 0 })
  const holder = await openDatabase(url, penguins)
  const hold = holder.kind === 'mysql' ? 'lock tables penguins_prediction_log write' : 'begin immediate'
  await sql.raw(hold).execute(holder.db)
  for (let i = 0; i < 4; i++) {
    expect((await post(app, '/predict/batch', Array(10_000).fill(penguin))).statusCode).toBe(200)
  }
  const { dropped } = await countsOf(app)
  expect(dropped).toBeGreaterThanOrEqual(18_000)
  await sql.raw(holder.kind === 'mysql' ? 'unlock tables' : 'rollback').execute(holder.db)
  await holder.close()
  await expect.poll(() => countsOf(app), { timeout: 30_000 }).toEqual({ rows: 40_001 - dropped, dropped })
  await app.close()
  const { count } = await database.db
    .selectFrom('penguins_prediction_log')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  expect(Number(count)).toBe(40_001 - dropped)
})
