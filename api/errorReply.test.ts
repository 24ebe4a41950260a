import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TemporaryError, UserError } from '../core/errors.js'
import { penguin, penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { buildApp } from './app.js'
import { errorCodes } from './errorCodes.js'

let app: FastifyInstance
beforeAll(async () => {
  app = await buildApp({ MODELS_DIR: temporaryFolder(), LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins)
  app.get('/fails', ({ query }) => {
    const { code } = query as { code?: string }
    if (code === undefined) throw new Error('secret')
    throw code === 'AWAY' ? new TemporaryError(code, 'Later.') : new UserError(code, 'Mend it.')
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  afterAll(() => app.close())
})

test('the documentation has every code with its status, and no other', () => {
  const rows = readFileSync('docs/api.md', 'utf8').matchAll(/^\| `([A-Z_]+)` \| (\d+) \|/gm)
  expect(Object.fromEntries([...rows].map(([, code, status]) => [code, Number(status)]))).toEqual(errorCodes)
})

test('OpenAPI has the shapes of an error once, with every code, and each refusal names both', async () => {
  const { components, paths } = (await app.inject('/openapi.json')).json()
  const { Error: error, Problem: problem } = components.schemas
  expect([error.required, problem.required]).toEqual([
    ['error', 'code'],
    ['type', 'title', 'status', 'detail', 'code'],
  ])
  expect(error.properties.code.enum).toEqual(Object.keys(errorCodes))
  expect(paths['/predict'].post.responses['400'].content).toEqual({
    'application/json': { schema: { $ref: '#/components/schemas/Error' } },
    'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
  })
})

describe('whoever asks for a problem of RFC 9457 gets one', () => {
  const post = (url: string, payload: string, type = 'application/json') =>
    ({ method: 'POST', url, payload, headers: { 'content-type': type } }) as const
  test.each([
    ['BODY', 'Bad Request', post('/predict', '{')],
    ['BODY', 'Bad Request', post('/predict', JSON.stringify({ ...penguin, wings: 2 }))],
    ['URL', 'Bad Request', { method: 'GET', url: '/%zz' }],
    ['NOT_FOUND', 'Not Found', { method: 'GET', url: '/nothing' }],
    ['MODEL_MISSING', 'Not Found', { method: 'GET', url: '/models/none' }],
    ['METHOD_NOT_ALLOWED', 'Method Not Allowed', { method: 'PUT', url: '/predict' }],
    ['TOO_LARGE', 'Payload Too Large', post('/predict', ' '.repeat(20_000))],
    ['MEDIA_TYPE', 'Unsupported Media Type', post('/predict', 'x', 'text/plain')],
    ['INTERNAL', 'Internal Server Error', { method: 'GET', url: '/fails' }],
    ['STRANGE', 'Internal Server Error', { method: 'GET', url: '/fails?code=STRANGE' }],
    ['toString', 'Internal Server Error', { method: 'GET', url: '/fails?code=toString' }],
    ['AWAY', 'Service Unavailable', { method: 'GET', url: '/fails?code=AWAY' }],
    ['NO_MODEL', 'Service Unavailable', post('/predict', JSON.stringify(penguin))],
  ] as const)('%s, %s', async (code, title, request) => {
    const headers = 'headers' in request ? request.headers : {}
    const plain = await app.inject({ ...request, headers: { ...headers, accept: 'application/json' } })
    expect(plain.headers['content-type']).toBe('application/json; charset=utf-8')
    const { error } = plain.json()
    expect(plain.json()).toEqual({ error: expect.stringMatching(/.\.$/), code })
    const reply = await app.inject({ ...request, headers: { ...headers, accept: 'application/problem+json' } })
    const { statusCode: status } = reply
    expect(status).toBe(plain.statusCode)
    expect(reply.headers['content-type']).toMatch(/^application\/problem\+json(;|$)/)
    expect(reply.json()).toEqual({ type: 'about:blank', title, status, detail: error, code })
  })

  test('below the router too', async () => {
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
    let reply = ''
    socket.on('data', (data) => (reply += data))
    socket.write('GET /models HTTP/1.1\r\nhost: x\r\naccept: application/problem+json\r\nexpect: more\r\n\r\n')
    await once(socket, 'close')
    expect(reply).toMatch(/^HTTP\/1\.1 417 .*content-type: application\/problem\+json\r\n.*"code":"EXPECTATION"}$/s)
  })

  test.each([
    ['application/json, application/problem+json', true],
    ['Application/Problem+JSON; charset=utf-8', true],
    ['application/problem+json;q=0.5, */*', true],
    ['application/problem+json;q=0', false],
    ['application/problem+json; q=0.0, application/json', false],
    ['application/problem+xml', false],
    ['*/*', false],
  ])('Accept: %s', async (accept, asked) => {
    const { headers } = await app.inject({ url: '/nothing', headers: { accept } })
    expect(String(headers['content-type']).includes('problem')).toBe(asked)
  })
})

test.runIf(existsSync('dist/web/assets'))("the page's files refuse what they can't give", async () => {
  const [name] = readdirSync(join('dist/web/assets'))
  const ask = (headers: Record<string, string>) => app.inject({ url: `/assets/${name}`, headers })
  const range = await ask({ range: 'bytes=99999999-' })
  expect([range.statusCode, range.json().code]).toEqual([416, 'RANGE'])
  const match = await ask({ 'if-match': '"another"' })
  expect([match.statusCode, match.json().code]).toEqual([412, 'PRECONDITION'])
})
