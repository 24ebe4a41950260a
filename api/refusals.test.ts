import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { rmSync, writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TemporaryError, UserError } from '../core/errors.js'
import { penguin, penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { trainModel } from '../test/trainedModel.js'
import { buildApp } from './app.js'

const modelsDir = temporaryFolder()
const text = JSON.stringify(penguin)
const json = { 'content-type': 'application/json' }
let app: FastifyInstance
beforeAll(async () => {
  await trainModel(modelsDir)
  app = await start(modelsDir)
})

async function start(modelsDir: string, requestTimeoutMs = 10_000): Promise<FastifyInstance> {
  const settings = { MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] as string[] } as const
  const app = await buildApp(settings, penguins, { requestTimeoutMs })
  afterAll(() => app.close())
  return app
}

const post = (url: string, payload: string | Buffer | undefined, headers: Record<string, string> = json) =>
  app.inject({ method: 'POST', url, headers, ...(payload !== undefined && { payload }) })

describe('a body that can not be read is told why, and what to send', () => {
  const utf16 = Buffer.from(text, 'utf16le')
  test.each<[string, number, RegExp, string | Buffer | undefined, Record<string, string>]>([
    ['no type', 415, /no content type; send JSON .*curl by -H 'content-type: application\/json'/, text, {}],
    [
      "curl's own type",
      415,
      /^application\/x-www-form-urlencoded is not taken here; send JSON/,
      text,
      type('application/x-www-form-urlencoded'),
    ],
    ['text/plain', 415, /^text\/plain is not taken here/, text, type('text/plain')],
    ['no type at all', 415, /is not taken here/, text, type('nonsense')],
    ['gzip', 415, /takes no compressed bodies.*gzip/, gzipSync(text), { ...json, 'content-encoding': 'gzip' }],
    ['brotli', 415, /takes no compressed bodies.*br/, text, { ...json, 'content-encoding': 'br' }],
    ['charset=utf-16', 415, /in UTF-8, not in utf-16/, utf16, type('application/json; charset=utf-16')],
    ['charset="ISO-8859-1"', 415, /in UTF-8, not in ISO-8859-1/, text, type('application/json; charset="ISO-8859-1"')],
    ['UTF-16 with its mark', 400, /not in UTF-8/, Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), json],
    ['Latin-1', 400, /not in UTF-8/, Buffer.from('{"Pingüin: 1}', 'latin1'), json],
    ['NaN', 400, /it has NaN at position 43, and JSON has no NaN/, text.replace('18.7', 'NaN'), json],
    ['-Infinity', 400, /it has -Infinity at position 43/, text.replace('18.7', '-Infinity'), json],
    ['cut short', 400, /not JSON: .*position 90/, text.slice(0, -1), json],
    ['a comma too many', 400, /not JSON: .*position 91/, text.replace('}', ',}'), json],
    ['single quotes', 400, /not JSON: .*position 1\b/, text.replaceAll('"', "'"), json],
    ['a word', 400, /not JSON: .*'w', /, text.replace('181', 'wide'), json],
    ['empty, with a type', 400, /The body is empty; \/docs shows/, '', json],
    ['empty, without one', 400, /The body is empty; \/docs shows/, undefined, {}],
    ['blanks', 400, /The body is empty/, ' \n', json],
  ])('%s', async (_name, status, error, payload, headers) => {
    const reply = await post('/predict', payload, headers)
    expect(reply.statusCode).toBe(status)
    const code = { 400: 'BODY', 415: 'MEDIA_TYPE' }[status]
    expect(reply.json()).toEqual({ error: expect.stringMatching(error), code })
  })

  test.each([
    type('application/json; charset=UTF-8'),
    type('Application/JSON;charset="utf-8"'),
    { ...json, 'content-encoding': 'identity' },
  ])('while %j is read', async (headers) => {
    expect((await post('/predict', text, headers)).statusCode).toBe(200)
  })

  test('a byte order mark is no fault', async () => {
    expect((await post('/predict', `\ufeff${text}`)).statusCode).toBe(200)
  })

  test.each([
    ['/predict', 16 << 10, /larger than 16384 bytes, the limit of \/predict; send many rows to \/predict\/batch/],
    ['/explain', 16 << 10, /larger than 16384 bytes, the limit of \/explain; send less/],
    ['/predict/batch', 4 << 20, /larger than 4194304 bytes, the limit of \/predict\/batch; send less/],
  ])('too large for %s', async (url, limit, error) => {
    const reply = await post(url, ' '.repeat(limit + 1))
    expect(reply.statusCode).toBe(413)
    expect(reply.json()).toEqual({ error: expect.stringMatching(error), code: 'TOO_LARGE' })
  })
})

describe('a body of another shape is told the right one', () => {
  const split = { columns: Object.keys(penguin), index: [0], data: [Object.values(penguin)] }
  const columns = Object.fromEntries(Object.entries(penguin).map(([name, value]) => [name, { 0: value }]))
  test.each<[string, string, unknown, RegExp]>([
    ['a list', '/predict', [penguin], /takes one object, not a list; send a list to \/predict\/batch\.$/],
    ['a list', '/explain', [penguin], /^\/explain takes one object, not a list\.$/],
    ['null', '/predict', null, /takes one object, not null/],
    ['text', '/predict', 'penguin', /takes one object, not text/],
    ['an object', '/predict/batch', penguin, /takes a list: put the object in \[ \], or send it to \/predict\.$/],
    ['null', '/predict/batch', null, /takes a list of objects, not null/],
    ['orient=split', '/predict/batch', split, /df\.to_json\(orient="records"\)/],
    ['orient=columns', '/predict/batch', columns, /df\.to_json\(orient="records"\)/],
    ['orient=index', '/predict/batch', { 0: penguin }, /df\.to_json\(orient="records"\)/],
    ['orient=values', '/predict/batch', [Object.values(penguin)], /^item 0: a row must be an object .*not a list/],
    ['a null row', '/predict/batch', [penguin, null], /^item 1: a row must be an object .*not null/],
    [
      'text for a number',
      '/predict',
      { ...penguin, culmen_depth_mm: '18.7' },
      /^culmen_depth_mm is no number but text: send it without quotes, a number from 8 to 30 mm/,
    ],
    [
      'null',
      '/predict',
      { ...penguin, culmen_depth_mm: null },
      /^culmen_depth_mm is null, and every measurement is needed/,
    ],
    ['null', '/predict/batch', [penguin, { ...penguin, body_mass_g: null }], /^item 1: body_mass_g is null/],
  ])('%s to %s', async (_name, url, body, error) => {
    const reply = await post(url, JSON.stringify(body))
    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toEqual({ error: expect.stringMatching(error), code: 'BODY' })
  })

  test('names of JavaScript are fields like any other', async () => {
    for (const name of ['__proto__', 'constructor', 'toString']) {
      const reply = await post('/predict', text.replace('{', `{"${name}": {"x": 1}, `))
      expect(reply.json().error).toMatch(new RegExp(`^${name} is no field`))
    }
  })
})

describe('junk is refused before it is parsed', () => {
  const fill = (part: string) => part.repeat(Math.floor((4 << 20) / part.length))
  test.each<[string, string, RegExp]>([
    ['brackets', fill('['), /more than 8 deep; a row is one flat object of 4 numbers/],
    ['nested objects', fill('{"a":'), /more than 8 deep/],
    ['empty objects', `[${fill('{},')}{}]`.slice(1), /far more than 10000 rows/],
    ['numbers', fill('1,'), /far more than 10000 rows/],
  ])('%s', async (_name, body, error) => {
    const reply = await post('/predict/batch', body.slice(0, 4 << 20))
    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toEqual({ error: expect.stringMatching(error), code: 'BODY' })
  })

  test('but not for what its texts hold', async () => {
    const rows = Array(1000).fill({ ...penguin, note: '[unknown, "[' })
    expect((await post('/predict/batch', JSON.stringify(rows))).json().error).toMatch(/^item 0: note is no field/)
  })

  test('and a table of the largest size that has the wrong shape is still told which', async () => {
    const rows = Array(10_000).fill(Object.values(penguin))
    const split = JSON.stringify({ columns: Object.keys(penguin), index: [...rows.keys()], data: rows })
    expect((await post('/predict/batch', split)).json().error).toMatch(/orient="records"/)
  })
})

describe('addresses', () => {
  test.each(['/%zz', '/predict%', '/docs/static/%c0', '/models/%'])('%s can not be read', async (url) => {
    const reply = await app.inject(url)
    expect(reply.statusCode).toBe(400)
    expect(reply.json()).toEqual({ error: expect.stringContaining("can't be read"), code: 'URL' })
  })

  test.each([
    ['GET', '/predict', 'POST, OPTIONS'],
    ['PUT', '/predict/?x=1', 'POST, OPTIONS'],
    ['DELETE', '/models/current', 'GET, HEAD, OPTIONS'],
    ['POST', '/models', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/explain', 'POST, OPTIONS'],
    ['PUT', '/v2/models/species/infer', 'POST, OPTIONS'],
    ['GET', '/v2/models/species/versions/one/infer/', 'POST, OPTIONS'],
    ['POST', '/models/one', 'GET, HEAD, OPTIONS'],
  ] as const)('%s %s is a 405 with Allow, whatever the body', async (method, url, allow) => {
    const payload = method === 'GET' ? {} : { payload: '{', headers: json }
    const reply = await app.inject({ method, url, ...payload })
    expect(reply.statusCode).toBe(405)
    expect(reply.headers.allow).toBe(allow)
    expect(reply.json().error).toMatch(new RegExp(`not ${method}; see /docs\\.$`))
  })

  test('HEAD is GET without a body, OPTIONS says what there is', async () => {
    const head = await app.inject({ method: 'HEAD', url: '/models/current' })
    expect([head.statusCode, head.body]).toEqual([200, ''])
    expect((await app.inject({ method: 'HEAD', url: '/predict' })).statusCode).toBe(405)
    const options = await app.inject({ method: 'OPTIONS', url: '/predict' })
    expect([options.statusCode, options.headers.allow]).toEqual([204, 'POST, OPTIONS'])
    expect((await app.inject({ method: 'OPTIONS', url: '/nothing' })).statusCode).toBe(404)
  })

  test('the refusals are in the document', async () => {
    const { paths } = (await app.inject('/openapi.json')).json()
    for (const url of ['/predict', '/predict/batch', '/explain']) {
      expect(Object.keys(paths[url].post.responses)).toEqual(
        expect.arrayContaining(['400', '405', '408', '413', '415', '503']),
      )
    }
    expect(paths['/explain'].post.responses).toHaveProperty('409')
  })
})

describe('what a person can mend keeps its sentence', () => {
  test.each([
    [new UserError('NO_MODEL', 'Train one.'), 503, '5'],
    [new UserError('NO_COVERS', 'Train again.'), 409, undefined],
    [new UserError('HISTORY', 'Mend its rights.'), 503, '5'],
    [new TemporaryError('MODEL_UNREADABLE', 'Try again.'), 503, '5'],
    [new UserError('MODEL_MISSING', 'See the list.'), 404, undefined],
    [new UserError('MODEL_INVALID', 'Copy it again.'), 409, undefined],
  ])('%s is a %i', async (error, status, retryAfter) => {
    const app = await buildApp({ MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins)
    app.get('/fails', () => {
      throw error
    })
    const reply = await app.inject('/fails')
    expect(reply.statusCode).toBe(status)
    expect(reply.headers['retry-after']).toBe(retryAfter)
    expect(reply.json()).toEqual({ error: error.message, code: error.code })
    await app.close()
  })

  test.each(['/models/history', '/models/current'])('a history that can not be read: %s', async (url) => {
    const folder = temporaryFolder()
    await trainModel(folder)
    const app = await start(folder)
    rmSync(join(folder, 'history.jsonl'))
    await mkdir(join(folder, 'history.jsonl'))
    const reply = await app.inject(url)
    expect(reply.statusCode).toBe(503)
    expect(reply.json()).toEqual({
      error: expect.stringMatching(/history\.jsonl can't be read \(EISDIR\)/),
      code: 'HISTORY',
    })
    rmSync(join(folder, 'history.jsonl'), { recursive: true })
    writeFileSync(join(folder, 'history.jsonl'), '')
    expect((await app.inject(url)).statusCode).toBe(200)
  })
})

describe('below the router', async () => {
  /** All that comes back, to the end of the connection. */
  async function send(
    app: FastifyInstance,
    host: string,
    ...parts: string[]
  ): Promise<[number, { error: string; code: string }]> {
    const { port } = app.server.address() as AddressInfo
    const socket = connect(port, host)
    let reply = ''
    socket.on('data', (data) => (reply += data))
    for (const part of parts) socket.write(part)
    await once(socket, 'close')
    return [Number(reply.split(' ')[1]), JSON.parse(reply.slice(reply.indexOf('\r\n\r\n')))]
  }
  const head = 'POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n'
  let hasty: FastifyInstance
  beforeAll(async () => {
    // On localhost it listens on each of its addresses.
    hasty = await start(modelsDir, 300)
    await hasty.listen({ host: 'localhost', port: 0 })
  })

  const addresses = (await lookup('localhost', { all: true })).map(({ address }) => address)
  test.each(
    addresses.flatMap((host) => [
      [host, `${head}content-length: 90\r\n\r\n{`],
      [host, head],
    ]),
  )('a slow request is cut, on %s: %j', async (host, part) => {
    const [status, body] = await send(hasty, host, part)
    expect(status).toBe(408)
    expect(body).toEqual({
      error: expect.stringMatching(/^The request was not all here after 0\.3 seconds/),
      code: 'TIMEOUT',
    })
  })

  test.each<[string, number, string, RegExp, string]>([
    ['no HTTP', 400, 'REQUEST', /^This is no HTTP\/1\.1 request \(HPE_/, '\x16\x03\x01\x02\x00\r\n\r\n'],
    ['no Host', 400, 'REQUEST', /has no header Host/, 'GET /models HTTP/1.1\r\nconnection: close\r\n\r\n'],
    [
      'an expectation',
      417,
      'EXPECTATION',
      /only 100-continue/,
      'GET /models HTTP/1.1\r\nhost: x\r\nexpect: more\r\n\r\n',
    ],
    ['two lengths', 400, 'REQUEST', /HPE_/, `${head}content-length: 1\r\ncontent-length: 2\r\n\r\n{}`],
    [
      'headers too large',
      431,
      'HEADERS_TOO_LARGE',
      /larger than 16 KB/,
      `GET / HTTP/1.1\r\nhost: x\r\ncookie: ${'x'.repeat(20_000)}\r\n\r\n`,
    ],
  ])('%s, on each address', async (_name, status, code, error, request) => {
    for (const host of addresses) {
      expect(await send(hasty, host, request)).toEqual([status, { error: expect.stringMatching(error), code }])
    }
  })

  test('headers have no more time than the whole, and limits are looked at each second', async () => {
    const { server } = await start(modelsDir)
    expect([server.requestTimeout, server.headersTimeout, server.timeout]).toEqual([10_000, 10_000, 20_000])
  })
})

describe('large batches', () => {
  test('four at a time, of all routes; the others wait until one has ended, and small ones wait for none', async () => {
    const app = await start(modelsDir)
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const url = `http://127.0.0.1:${port}/predict/batch`
    const slow = ['/predict/batch', '/v2/models/sex/infer', '/predict/batch', '/v2/models/sex/infer'].map((path) => {
      const socket = connect(port, '127.0.0.1')
      socket.write(
        `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n[`,
      )
      return socket
    })
    const batch = (rows: number) =>
      fetch(url, { method: 'POST', headers: json, body: JSON.stringify(Array(rows).fill(penguin)) })
    await expect.poll(async () => (await batch(1)).status).toBe(200)
    let answered = 0
    const large = Array.from({ length: 3 }, () => batch(2000).finally(() => answered++))
    const abandoned = new AbortController()
    const { signal } = abandoned
    const gone = Array.from({ length: 4 }, () =>
      fetch(url, { method: 'POST', headers: json, body: ' '.repeat(100_000), signal }),
    )
    const ended = Promise.allSettled(gone)
    for (let i = 0; i < 50; i++) expect((await batch(1)).status).toBe(200)
    expect(answered).toBe(0)
    abandoned.abort()
    expect((await ended).every(({ status }) => status === 'rejected')).toBe(true)
    slow[0]!.destroy()
    expect((await Promise.all(large)).map(({ status }) => status)).toEqual([200, 200, 200])
    for (const socket of slow) socket.destroy()
    // Every place is free again.
    expect((await Promise.all(Array.from({ length: 9 }, () => batch(2000)))).every(({ ok }) => ok)).toBe(true)
  })
})

function type(value: string): Record<string, string> {
  return { 'content-type': value }
}
