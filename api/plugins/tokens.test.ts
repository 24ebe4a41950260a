import { type AddressInfo, connect } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { penguin, penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { trainModel } from '../../test/trainedModel.js'
import { buildApp } from '../app.js'

const TOKEN = 'tell-no-one-0123456789=='
const ADMIN = 'tell-no-one-9876543210'

const modelsDir = temporaryFolder()
beforeAll(() => trainModel(modelsDir))

async function start(tokens: { API_TOKEN?: string; API_ADMIN_TOKEN?: string }): Promise<FastifyInstance> {
  const settings = { MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] } as const
  const app = await buildApp({ ...settings, FRAME_ANCESTORS: [], ...tokens }, penguins)
  onTestFinished(() => app.close())
  return app
}

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`

describe('with an API token', () => {
  test('health alone is open', async () => {
    const app = await start({ API_TOKEN: TOKEN })
    for (const url of ['/health/live', '/health/ready', '/health/live/']) {
      expect((await app.inject(url)).statusCode).toBe(200)
      expect((await app.inject({ method: 'HEAD', url })).statusCode).toBe(200)
    }
    const paths = Object.keys((await app.inject({ url: '/openapi.json', headers: bearer(TOKEN) })).json().paths)
    const closed = paths.filter((path) => !path.startsWith('/health/'))
    expect(closed.length).toBeGreaterThan(8)
    for (const url of [...closed, '/', '/docs', '/docs/', '/docs/json', '/openapi.json', '/assets/x.js', '/nothing']) {
      for (const method of ['GET', 'POST', 'OPTIONS'] as const) {
        const reply = await app.inject({ method, url })
        expect([url, reply.statusCode, reply.json().code]).toEqual([url, 401, 'UNAUTHORIZED'])
      }
    }
  })

  test.each([
    ['a bearer', `Bearer ${TOKEN}`],
    ['a bearer, in any case, with blanks', `bEARER   ${TOKEN} `],
    ['the password of anyone', basic(`anyone:${TOKEN}`)],
    ['the password of nobody', basic(`:${TOKEN}`)],
    ["the administrator's", `Bearer ${ADMIN}`],
  ])('the token is taken as %s', async (_name, authorization) => {
    const app = await start({ API_TOKEN: TOKEN, API_ADMIN_TOKEN: ADMIN })
    const headers = { authorization }
    expect((await app.inject({ method: 'POST', url: '/predict', headers, payload: penguin })).statusCode).toBe(200)
    expect((await app.inject({ url: '/', headers })).statusCode).toBeLessThan(400)
    expect((await app.inject({ url: '/nothing', headers })).statusCode).toBe(404)
  })

  test.each([
    ['one character more', `Bearer ${TOKEN}x`],
    ['one character less', `Bearer ${TOKEN.slice(0, -1)}`],
    ['one character wrong', `Bearer ${TOKEN.replace('9', '8')}`],
    ['another case', `Bearer ${TOKEN.toUpperCase()}`],
    ['empty', 'Bearer '],
    ['no scheme', TOKEN],
    ['another scheme', `Token ${TOKEN}`],
    ['two tokens', `Bearer ${TOKEN} ${TOKEN}`],
    ['two in one', `Bearer ${TOKEN}, Bearer ${TOKEN}`],
    ['very long', `Bearer ${'x'.repeat(15_000)}`],
    ['no pair', basic(TOKEN)],
    ['the token as the name', basic(`${TOKEN}:`)],
    ['a password with more before it', basic(`a:b:${TOKEN}`)],
    ['no base64', `Basic ${TOKEN}`],
    ['of a script', `Bearer ${TOKEN.replace('tell', '__proto__')}`],
  ])('%s is refused, and not repeated', async (_name, authorization) => {
    const app = await start({ API_TOKEN: TOKEN, API_ADMIN_TOKEN: ADMIN })
    const reply = await app.inject({ url: '/models', headers: { authorization } })
    expect([reply.statusCode, reply.headers['www-authenticate']]).toEqual([
      401,
      ['Bearer realm="API", error="invalid_token"', 'Basic realm="API", charset="UTF-8"'],
    ])
    expect(reply.json()).toEqual({ error: expect.stringMatching(/^The token is not the right one: send/), code })
    expect(JSON.stringify([reply.headers, reply.body])).not.toContain('tell-no-one')
  })

  test('of two headers the first counts, whichever is right', async () => {
    const app = await start({ API_TOKEN: TOKEN })
    await app.listen({ host: '127.0.0.1', port: 0 })
    for (const [first, second, status] of [
      [TOKEN, 'wrong', '200'],
      ['wrong', TOKEN, '401'],
    ]) {
      const lines = [first, second].map((it) => `authorization: Bearer ${it}\r\n`).join('')
      expect(await statusOf(app, `GET /models HTTP/1.1\r\nhost: x\r\n${lines}connection: close\r\n\r\n`)).toBe(status)
    }
  })

  test('none is told how to send one, before anything else of the request is looked at', async () => {
    const app = await start({ API_TOKEN: TOKEN })
    const reply = await app.inject({ method: 'POST', url: '/predict', payload: '{', headers: {} })
    expect(reply.statusCode).toBe(401)
    expect(reply.headers['www-authenticate']).toEqual(['Bearer realm="API"', 'Basic realm="API", charset="UTF-8"'])
    expect(reply.json().error).toMatch(/^There is no token: send the API_TOKEN as Authorization: Bearer TOKEN or/)
  })

  test('a cache that others share keeps nothing of it', async () => {
    const kept = async (tokens: { API_TOKEN?: string }) => {
      const app = await start(tokens)
      const url = `/models/${app.models.current!.manifest.version}/manifest.json`
      return (await app.inject({ url, headers: bearer(TOKEN) })).headers['cache-control']
    }
    expect(await kept({})).toBe('public, max-age=31536000, immutable')
    expect(await kept({ API_TOKEN: TOKEN })).toBe('private, max-age=31536000, immutable')
  })

  test('OpenAPI says where it is asked for', async () => {
    const app = await start({ API_TOKEN: TOKEN })
    const { paths } = (await app.inject({ url: '/openapi.json', headers: bearer(TOKEN) })).json()
    expect(paths['/predict'].post).toMatchObject({ security: [{ token: [] }], responses: { 401: {} } })
    expect(paths['/health/live'].get).not.toHaveProperty('security')
    expect(paths['/health/live'].get.responses).not.toHaveProperty('401')
    expect((await (await start({})).inject('/openapi.json')).json().paths['/predict'].post).not.toHaveProperty(
      'security',
    )
  })
})

const code = 'UNAUTHORIZED'
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

/** The status of the reply to a request as it is. */
function statusOf(app: FastifyInstance, request: string): Promise<string | undefined> {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1', () => socket.write(request))
  return new Promise((resolve) => socket.once('data', (data) => resolve(String(data).split(' ')[1])))
}
