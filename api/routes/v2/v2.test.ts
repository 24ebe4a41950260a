import { cpSync, rmSync, truncateSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Dataset } from '../../../core/dataset/dataset.js'
import { penguin, penguins } from '../../../test/datasets.js'
import { temporaryFolder } from '../../../test/freshDatabase.js'
import { tensorsOf } from '../../../test/tensors.js'
import { trainModel } from '../../../test/trainedModel.js'
import { buildApp } from '../../app.js'

const modelsDir = temporaryFolder()
let [older, newer] = ['', '']
let site = ''
beforeAll(async () => {
  older = (await trainModel(modelsDir, { num_round: 3 })).version
  newer = (await trainModel(modelsDir)).version
  const app = await start(modelsDir, penguins)
  await app.listen({ host: '127.0.0.1', port: 0 })
  site = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
})

async function start(modelsDir: string, dataset: Dataset): Promise<FastifyInstance> {
  const app = await buildApp({ MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, dataset)
  afterAll(() => app.close())
  return app
}
const get = async (path: string) => {
  const reply = await fetch(site + path)
  return { status: reply.status, body: JSON.parse(await reply.text()) }
}
const post = async (path: string, body: unknown) => {
  const headers = { 'content-type': 'application/json' }
  const reply = await fetch(site + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return { status: reply.status, body: JSON.parse(await reply.text()) }
}

describe('what is asked of the server', () => {
  test('its metadata, its health, its models', async () => {
    expect((await get('/v2')).body).toEqual({ name: 'penguins', version: '0.1.0', extensions: ['binary_tensor_data'] })
    expect((await get('/v2/')).status).toBe(200)
    expect(await get('/v2/health/live')).toEqual({ status: 200, body: { live: true } })
    expect(await get('/v2/health/ready')).toEqual({ status: 200, body: { ready: true } })
    expect(await get('/v2/models')).toEqual({ status: 200, body: { models: ['species', 'sex'] } })
  })

  test('of a model: what it takes and gives, and every sound version', async () => {
    const metadata = {
      name: 'species',
      versions: [newer, older],
      platform: 'xgboost_json',
      inputs: penguins.features.map(({ name }) => ({ name, datatype: 'FP64', shape: [-1] })),
      outputs: [
        { name: 'label', datatype: 'BYTES', shape: [-1] },
        {
          name: 'probabilities',
          datatype: 'FP64',
          shape: [-1, 3],
          parameters: { classes: ['Adelie', 'Chinstrap', 'Gentoo'] },
        },
      ],
    }
    expect(await get('/v2/models/species')).toEqual({ status: 200, body: metadata })
    expect(await get(`/v2/models/species/versions/${older}`)).toEqual({ status: 200, body: metadata })
    for (const path of ['/ready', `/versions/${older}/ready`, `/versions/${newer}/ready`]) {
      expect(await get(`/v2/models/species${path}`)).toEqual({ status: 200, body: { name: 'species', ready: true } })
    }
  })

  test('without a model it lives, is not ready, and says what to do', async () => {
    const idle = await start(join(temporaryFolder(), 'none'), penguins)
    expect((await idle.inject('/v2/health/live')).statusCode).toBe(200)
    expect((await idle.inject('/v2/models')).json()).toEqual({ models: ['species', 'sex'] })
    for (const path of ['/v2/health/ready', '/v2/models/sex', '/v2/models/sex/ready']) {
      const reply = await idle.inject(path)
      expect([path, reply.statusCode, reply.json().error]).toEqual([
        path,
        503,
        expect.stringMatching(/^There is no model yet: trigger the DAG penguins_pipeline/),
      ])
    }
    const payload = { inputs: tensorsOf(penguins, [penguin]) }
    const reply = await idle.inject({ method: 'POST', url: '/v2/models/sex/infer', payload })
    expect(reply.statusCode).toBe(503)
  })

  test.each(['', '/ready', '/infer'])(
    'an unknown model or version is a 404 that names what there is: %j',
    async (path) => {
      const ask = path === '/infer' ? (url: string) => post(url, { inputs: tensorsOf(penguins, [penguin]) }) : get
      for (const name of ['Species', '__proto__', '..%2f..', 'a%2Fb', '%00', 'x'.repeat(500)]) {
        expect(await ask(`/v2/models/${name}${path}`)).toEqual({
          status: 404,
          body: {
            code: 'MODEL_MISSING',
            error: expect.stringMatching(/^There is no model ".*"; there is one a target: species, sex\.$/),
          },
        })
      }
      for (const version of ['1', '..%2f..', '%2e%2e%2f', 'current', 'x'.repeat(500)]) {
        const { status, body } = await ask(`/v2/models/sex/versions/${version}${path}`)
        expect([status, body.code]).toEqual([404, 'MODEL_MISSING'])
        expect(body.error).toMatch(/^There is no version ".*" in .*; the newest are /)
        expect(body.error.endsWith(`${newer}, ${older}.`)).toBe(true)
      }
    },
  )

  test('a damaged version is a 409, and no model lists it', async () => {
    const folder = temporaryFolder()
    cpSync(modelsDir, folder, { recursive: true })
    truncateSync(join(folder, older, 'manifest.json'), 100)
    const other = await start(folder, penguins)
    expect((await other.inject('/v2/models/sex')).json().versions).toEqual([newer])
    for (const path of ['', '/ready']) {
      const reply = await other.inject(`/v2/models/sex/versions/${older}${path}`)
      expect([reply.statusCode, reply.json().error]).toEqual([409, expect.stringMatching(/not the file that was publ/)])
    }
    rmSync(join(folder, older), { recursive: true })
    expect((await other.inject(`/v2/models/sex/versions/${older}/ready`)).statusCode).toBe(404)
  })

  test('the document has every route', async () => {
    const { paths } = (await get('/openapi.json')).body
    const of = (path: string) => [`/v2/models/{model}${path}`, `/v2/models/{model}/versions/{version}${path}`]
    expect(Object.keys(paths).filter((path) => path.startsWith('/v2'))).toEqual([
      ...['/v2', '/v2/health/live', '/v2/health/ready', '/v2/models', ...of(''), ...of('/ready'), ...of('/infer')],
    ])
    const { example } = paths['/v2/models/{model}/infer'].post.requestBody.content['application/json']
    expect(example).toEqual({ inputs: tensorsOf(penguins, [penguin]) })
    expect((await post('/v2/models/species/infer', example)).status).toBe(200)
  })
})
