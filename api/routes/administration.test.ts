import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { readHistory } from '../../registry/history.js'
import { readPointer } from '../../registry/pointer.js'
import { penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { trainModel } from '../../test/trainedModel.js'
import { buildApp } from '../app.js'

const API_ADMIN_TOKEN = 'tell-no-one-0123456789'

const trainedDir = temporaryFolder()
let [first, second, third] = ['', '', '']
beforeAll(async () => {
  for (const rounds of [3, 4, 5]) {
    ;[first, second, third] = [second, third, (await trainModel(trainedDir, { num_round: rounds })).version]
  }
})

const settings = (MODELS_DIR: string) => ({ MODELS_DIR, LOG_LEVEL: 'silent' as const, FRAME_ANCESTORS: [] })

/** An API on a copy of the models folder, and a way to ask it as its administrator. */
async function start() {
  const folder = temporaryFolder()
  cpSync(trainedDir, folder, { recursive: true })
  const app = await buildApp({ ...settings(folder), API_ADMIN_TOKEN }, penguins, { pollMs: 5 })
  onTestFinished(() => app.close())
  return { app, folder, post: postTo(app) }
}

const postTo =
  (app: FastifyInstance) =>
  (url: string, payload: object, token = API_ADMIN_TOKEN) =>
    app.inject({ method: 'POST', url, payload, headers: { authorization: `Bearer ${token}` } })

describe('without an administrator’s token', () => {
  test('the routes do not exist, nor does the document name them', async () => {
    const app = await buildApp(settings(trainedDir), penguins)
    onTestFinished(() => app.close())
    for (const url of [`/models/${first}/promote`, '/models/rollback']) {
      const reply = await postTo(app)(url, { by: 'Ada' })
      // They name a version, or a file of one, to be read.
      expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'GET, HEAD, OPTIONS'])
    }
    const { paths } = (await app.inject('/openapi.json')).json()
    expect(Object.keys(paths).join()).not.toMatch(/promote|rollback/)
  })
})

describe('POST /models/{version}/promote', () => {
  test('is named where another method was tried', async () => {
    const { app } = await start()
    const reply = await app.inject({ method: 'PUT', url: `/models/${first}/promote` })
    expect([reply.statusCode, reply.headers.allow]).toEqual([405, 'POST, OPTIONS'])
  })

  test('takes a version into use, and the history says who did it and why', async () => {
    const { app, folder, post } = await start()
    const reply = await post(`/models/${first}/promote`, { by: 'Ada', reason: 'the others err at sea' })
    expect([reply.statusCode, reply.json()]).toEqual([200, { from: third, to: first }])
    expect((await readHistory(folder)).at(-1)).toMatchObject({
      from: third,
      to: first,
      action: 'promote',
      why: 'the others err at sea (by Ada, over HTTP)',
    })
    await expect.poll(() => app.models.current?.manifest.version).toBe(first)
  })

  test('nothing changes where it is in use already', async () => {
    const { folder, post } = await start()
    const before = await readHistory(folder)
    expect((await post(`/models/${third}/promote`, { by: 'Ada' })).json()).toEqual({ from: third, to: third })
    expect(await readHistory(folder)).toEqual(before)
  })

  test('many at once come one after the other, and each is in the history', async () => {
    const { folder, post } = await start()
    const versions = [first, second, third, second, first, second]
    const replies = await Promise.all(versions.map((it) => post(`/models/${it}/promote`, { by: 'Ada' })))
    expect(replies.map(({ statusCode }) => statusCode)).toEqual(versions.map(() => 200))
    const history = await readHistory(folder)
    expect(await readPointer(folder)).toBe(history.at(-1)?.to)
    for (let i = 1; i < history.length; i++) expect(history[i]!.from).toBe(history[i - 1]!.to)
  })

  test('what a terminal would obey does not reach the history', async () => {
    const { folder, post } = await start()
    await post(`/models/${first}/promote`, { by: '\u001b[31mAda\u0007', reason: 'a\nb' })
    expect((await readHistory(folder)).at(-1)?.why).toBe('a b (by  [31mAda , over HTTP)')
  })

  test.each(['none', '..', '__proto__', 'current', '%2e%2e%2fsecret'])('there is no version %s', async (version) => {
    const { folder, post } = await start()
    const reply = await post(`/models/${version}/promote`, { by: 'Ada' })
    expect(reply.statusCode).toBe(404)
    expect(await readPointer(folder)).toBe(third)
  })

  test('a damaged one does not come into use', async () => {
    const { folder, post } = await start()
    truncateSync(join(folder, first, 'sex.json'), 100)
    const reply = await post(`/models/${first}/promote`, { by: 'Ada' })
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'MODEL_INVALID'])
    expect(await readPointer(folder)).toBe(third)
  })

  test('a folder that can not be written is said to be one', async () => {
    const file = join(temporaryFolder(), 'models')
    writeFileSync(file, '')
    const app = await buildApp({ ...settings(file), API_ADMIN_TOKEN }, penguins)
    onTestFinished(() => app.close())
    const reply = await postTo(app)(`/models/${first}/promote`, { by: 'Ada' })
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'MODELS_DIR'])
    expect(reply.json().error).toMatch(/^Nothing was changed: .*models can't be written \(ENOTDIR\)/)
    rmSync(file)
    expect((await postTo(app)('/models/rollback', { by: 'Ada' })).json().code).toBe('NO_MODELS')
  })

  test.each([
    [{}, "The body must have required property 'by'."],
    [{ by: '' }, 'by must NOT have fewer than 1 characters.'],
    [{ by: 1 }, 'by must be string.'],
    [{ by: 'x'.repeat(81) }, 'by must NOT have more than 80 characters.'],
    [{ by: 'Ada', version: 'x' }, 'version is no field that /models/:version/promote takes; /docs shows them.'],
    [[], '/models/:version/promote takes one object, not a list.'],
  ])('a body of %j is refused', async (body, error) => {
    const { post } = await start()
    const reply = await post(`/models/${first}/promote`, body)
    expect([reply.statusCode, reply.json()]).toEqual([400, { error, code: 'BODY' }])
  })
})

describe('POST /models/rollback', () => {
  test('goes back, again and again, until there is nothing before', async () => {
    const { folder, post } = await start()
    for (const to of [second, first]) {
      const reply = await post('/models/rollback', { by: 'Ada' })
      expect([reply.statusCode, reply.json()]).toEqual([200, { from: expect.any(String), to, passed_over: [] }])
      expect((await readHistory(folder)).at(-1)).toMatchObject({ action: 'rollback', to, why: 'by Ada, over HTTP' })
    }
    const reply = await post('/models/rollback', { by: 'Ada' })
    expect([reply.statusCode, reply.json().code]).toEqual([409, 'NO_ROLLBACK'])
  })

  test('goes to the version that is named, and says what it passed over', async () => {
    const { folder, post } = await start()
    truncateSync(join(folder, second, 'sex.json'), 100)
    const { to, passed_over } = (await post('/models/rollback', { by: 'Ada' })).json()
    expect([to, passed_over]).toEqual([first, [expect.stringContaining(second)]])
    expect((await post('/models/rollback', { by: 'Ada', version: third })).json()).toMatchObject({ to: third })
  })
})

test('while another process changes the folder, they wait', async () => {
  const { folder, post } = await start()
  mkdirSync(join(folder, '.lock'))
  const reply = post(`/models/${first}/promote`, { by: 'Ada' })
  await post(`/models/${first}/promote`, {})
  expect(await readPointer(folder)).toBe(third)
  rmSync(join(folder, '.lock'), { recursive: true })
  expect((await reply).statusCode).toBe(200)
})

describe('the token', () => {
  const API_TOKEN = 'tell-everyone-0123456789'
  test.each([
    ['none', undefined],
    ["the API's", `Bearer ${API_TOKEN}`],
    ['one character wrong', `Bearer ${API_ADMIN_TOKEN.replace('9', '8')}`],
    ['as a password, which a browser would send by itself', `Basic ${btoa(`x:${API_ADMIN_TOKEN}`)}`],
    ['empty', 'Bearer '],
  ])('%s is not enough', async (_name, authorization) => {
    const folder = temporaryFolder()
    cpSync(trainedDir, folder, { recursive: true })
    for (const tokens of [{ API_ADMIN_TOKEN }, { API_ADMIN_TOKEN, API_TOKEN }]) {
      const app = await buildApp({ ...settings(folder), ...tokens }, penguins)
      onTestFinished(() => app.close())
      for (const url of [`/models/${first}/promote`, '/models/rollback']) {
        const headers = authorization === undefined ? {} : { authorization }
        const reply = await app.inject({ method: 'POST', url, payload: { by: 'Eve' }, headers })
        expect([reply.statusCode, reply.json().code]).toEqual([401, 'UNAUTHORIZED'])
        expect(String(reply.headers['www-authenticate'])).toMatch(/^Bearer realm="API"/)
      }
    }
    expect(await readPointer(folder)).toBe(third)
    expect(readFileSync(join(folder, 'history.jsonl'), 'utf8')).not.toContain('Eve')
  })

  test('it opens the rest too', async () => {
    const { app } = await start()
    expect((await app.inject('/models')).statusCode).toBe(200)
    const { paths } = (await app.inject('/openapi.json')).json()
    expect(paths['/models/{version}/promote'].post).toMatchObject({
      security: [{ admin: [] }],
      responses: { 200: {}, 401: {}, 404: {}, 409: {}, 503: {} },
    })
  })
})
