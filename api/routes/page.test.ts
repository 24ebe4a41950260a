import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { rawGet } from '../../test/rawGet.js'
import { buildApp } from '../app.js'
import { page } from './page.js'

// The page as it was built for these tests.
const built = 'dist/web'
const html = readFileSync(join(built, 'index.html'), 'utf8')
const assets = readdirSync(join(built, 'assets')).filter((name) => !/\.(br|gz)$/.test(name))
const script = assets.find((name) => name.endsWith('.js'))!

const start = async (frameAncestors: string[] = []) => {
  const settings = { MODELS_DIR: temporaryFolder(), LOG_LEVEL: 'silent', FRAME_ANCESTORS: frameAncestors } as const
  const app = await buildApp(settings, penguins)
  afterAll(() => app.close())
  return app
}
let app: FastifyInstance
beforeAll(async () => {
  app = await start()
  await app.listen({ host: '127.0.0.1', port: 0 })
})

describe('the page at /', () => {
  test.each(['/', '/?a=1'])('%s is the built page, kept by browsers and asked for each time', async (url) => {
    const reply = await app.inject(url)
    expect([reply.statusCode, reply.body]).toEqual([200, html])
    expect(reply.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
    })
  })

  test('it is sent once to a browser that holds it', async () => {
    const etag = String((await app.inject('/')).headers.etag)
    const again = (known: string) => app.inject({ url: '/', headers: { 'if-none-match': known } })
    for (const known of [etag, `"other", ${etag}`, `W/${etag}`, '*']) {
      const reply = await again(known)
      expect([reply.statusCode, reply.body, reply.headers.etag]).toEqual([304, '', etag])
      expect(reply.headers['cache-control']).toBe('no-cache')
    }
    expect((await again('"other"')).statusCode).toBe(200)
  })

  test('HEAD is the same without a body', async () => {
    const reply = await app.inject({ method: 'HEAD', url: '/' })
    expect([reply.statusCode, reply.body]).toEqual([200, ''])
    expect(reply.headers['content-length']).toBe(String(Buffer.byteLength(html)))
  })

  test('all that it names is there', async () => {
    const links = [...html.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, link]) => link!)
    expect(links.length).toBeGreaterThan(1)
    for (const link of links) expect([link, (await app.inject(`/${link}`)).statusCode]).toEqual([link, 200])
  })

  test('a build while the API runs is taken up', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'assets'))
    const bare = Fastify()
    await bare.register(page, { folder })
    for (const text of ['old', 'new']) {
      writeFileSync(join(folder, 'index.html'), text)
      expect((await bare.inject('/')).body).toBe(text)
    }
    rmSync(join(folder, 'index.html'))
    expect((await bare.inject('/')).json().message).toMatch(/^The page is being built/)
    await bare.close()
  })

  test('where it was not built, the API leads to its own', async () => {
    const bare = Fastify()
    await bare.register(page, { folder: temporaryFolder() })
    const reply = await bare.inject('/')
    expect([reply.statusCode, reply.headers.location]).toEqual([302, 'docs'])
    expect((await bare.inject('/assets/a.js')).statusCode).toBe(404)
    await bare.close()
  })
})

describe('its files', () => {
  const get = (name: string, encoding?: string) =>
    app.inject({ url: `/assets/${name}`, headers: encoding === undefined ? {} : { 'accept-encoding': encoding } })

  test.each(assets)('%s is kept for ever, and comes compressed to who takes it so', async (name) => {
    const bytes = readFileSync(join(built, 'assets', name))
    for (const [accepted, encoding, unpack] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip, deflate', 'gzip', gunzipSync],
      [undefined, undefined, (packed: Buffer) => packed],
    ] as const) {
      const reply = await get(name, accepted)
      expect([reply.statusCode, reply.headers['content-encoding']]).toEqual([200, encoding])
      expect(unpack(reply.rawPayload).equals(bytes)).toBe(true)
      expect(reply.headers).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        vary: 'accept-encoding',
      })
    }
  })

  test.each([
    'nothing.js',
    `${script}/`,
    `${script}%2f`,
    '',
    '../index.html',
    '%2e%2e/index.html',
    '..%2findex.html',
    '..%5cindex.html',
    '.hidden',
    '%00',
  ])('there is no other: %j', async (name) => {
    const reply = await rawGet(app, `/assets/${name}`)
    expect(reply.status).toBe(404)
    expect(JSON.parse(reply.body).error).toMatch(/^There is no GET \/assets\/.*; see \/docs\.$/)
  })

  test('an address where there is none is not kept', async () => {
    expect((await get('nothing.js')).headers).not.toHaveProperty('cache-control')
  })
})

describe('what the page may do', () => {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types page',
  ]
  const policyAt = async (app: FastifyInstance, url: string) =>
    String((await app.inject(url)).headers['content-security-policy']).split(';')

  test.each(['/', '/?a=1', `/assets/${script}`, '/assets/nothing.js'])('%s has the strict policy', async (url) => {
    expect(await policyAt(app, url)).toEqual(policy)
  })

  test('it may be framed by the origins that the settings name', async () => {
    const framed = await start(['http://localhost:8080'])
    for (const url of ['/', `/assets/${script}`]) {
      expect(await policyAt(framed, url)).toContain("frame-ancestors 'self' http://localhost:8080")
      expect((await framed.inject(url)).headers).not.toHaveProperty('x-frame-options')
    }
  })

  test("Swagger's page and the data have policies of their own", async () => {
    expect(await policyAt(app, '/docs')).toContain("style-src 'self' https: 'unsafe-inline'")
    for (const url of ['/models', '/health/live', '/predict', '/nothing']) {
      expect(await policyAt(app, url)).toEqual(["default-src 'none'", "frame-ancestors 'none'"])
    }
  })
})
