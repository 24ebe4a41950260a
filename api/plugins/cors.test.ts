import { expect, onTestFinished, test } from 'vitest'
import { penguin, penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { buildApp } from '../app.js'

const PAGE = 'https://page.example.com'

async function start(CORS_ORIGINS?: string[], API_TOKEN?: string) {
  const settings = { MODELS_DIR: temporaryFolder(), LOG_LEVEL: 'silent' as const, FRAME_ANCESTORS: [] }
  const app = await buildApp({ ...settings, CORS_ORIGINS, API_TOKEN }, penguins)
  onTestFinished(() => app.close())
  const ask = (method: 'GET' | 'POST' | 'OPTIONS', url: string, headers: Record<string, string>) =>
    app.inject({ method, url, headers, ...(method === 'POST' && { payload: penguin }) })
  return ask
}

/** What a browser asks before it sends JSON to another origin. */
const preflight = {
  origin: PAGE,
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
}

test('without the setting, no origin is allowed anything', async () => {
  const ask = await start()
  for (const reply of [await ask('OPTIONS', '/predict', preflight), await ask('GET', '/dataset', { origin: PAGE })]) {
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})

test.each([[[PAGE, 'http://localhost:3000']], [['*']]])('%j may ask, errors too', async (origins) => {
  const ask = await start(origins)
  const allowed = origins[0] === '*' ? '*' : PAGE
  for (const url of ['/dataset', '/nothing', '/models/current']) {
    const { headers } = await ask('GET', url, { origin: PAGE })
    expect(headers).toMatchObject({
      'access-control-allow-origin': allowed,
      'access-control-expose-headers': 'retry-after, x-request-id, server-timing',
      vary: expect.stringMatching(/\borigin\b/i),
    })
    expect(headers).not.toHaveProperty('access-control-allow-credentials')
  }
  const { statusCode, headers, body } = await ask('OPTIONS', '/predict', preflight)
  expect([statusCode, body]).toEqual([204, ''])
  expect(headers).toMatchObject({
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': 'GET,HEAD,POST',
    'access-control-allow-headers': 'authorization,content-type',
    'access-control-max-age': '600',
  })
})

test.each(['https://other.example.com', 'https://page.example.com.evil.com', 'http://page.example.com', 'null', ''])(
  'the origin %j may not',
  async (origin) => {
    const ask = await start([PAGE])
    for (const reply of [
      await ask('GET', '/dataset', { origin }),
      await ask('OPTIONS', '/predict', { ...preflight, origin }),
    ]) {
      expect(reply.headers).not.toHaveProperty('access-control-allow-origin')
    }
  },
)

test('a browser asks first without the token, which it then sends', async () => {
  const ask = await start([PAGE], 'tell-no-one-0123456789')
  expect((await ask('OPTIONS', '/predict', preflight)).statusCode).toBe(204)
  const { statusCode, headers } = await ask('POST', '/predict', { origin: PAGE })
  expect([statusCode, headers['access-control-allow-origin']]).toEqual([401, PAGE])
})

test('any other OPTIONS says what there is, as ever', async () => {
  const ask = await start([PAGE])
  const { statusCode, headers } = await ask('OPTIONS', '/predict', { origin: PAGE })
  expect([statusCode, headers.allow]).toEqual([204, 'POST, OPTIONS'])
  const reply = await ask('OPTIONS', '/nothing', {})
  expect([reply.statusCode, reply.json().code]).toEqual([404, 'NOT_FOUND'])
})
