import { expect, onTestFinished, test } from 'vitest'
import { penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { buildApp } from '../app.js'

async function start(more: { RATE_LIMIT?: number; TRUST_PROXY?: string[]; API_TOKEN?: string }) {
  const settings = { MODELS_DIR: temporaryFolder(), LOG_LEVEL: 'silent' as const, FRAME_ANCESTORS: [] }
  const app = await buildApp({ ...settings, ...more }, penguins)
  onTestFinished(() => app.close())
  return (url: string, remoteAddress = '192.0.2.1', forwarded?: string) =>
    app.inject({ url, remoteAddress, ...(forwarded !== undefined && { headers: { 'x-forwarded-for': forwarded } }) })
}

test('so many requests a minute, then 429 that says when to go on', async () => {
  const ask = await start({ RATE_LIMIT: 3 })
  for (const url of ['/dataset', '/models/none', '/dataset']) expect((await ask(url)).statusCode).not.toBe(429)
  const reply = await ask('/dataset')
  expect([reply.statusCode, reply.json()]).toEqual([
    429,
    {
      error: expect.stringMatching(/^More than 3 requests came from your address within a minute.* go on in .*\.$/),
      code: 'RATE_LIMIT',
    },
  ])
  expect(Number(reply.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(reply.headers['retry-after'])).toBeLessThanOrEqual(60)
})

test('each address has its own, and an IPv6 network of one customer has one', async () => {
  const ask = await start({ RATE_LIMIT: 1 })
  const statuses = []
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.1', '2001:db8::1', '2001:db8::2']) {
    statuses.push((await ask('/dataset', address)).statusCode)
  }
  expect(statuses).toEqual([200, 200, 429, 200, 429])
})

test('what watches the API is never refused', async () => {
  const ask = await start({ RATE_LIMIT: 1 })
  await ask('/dataset')
  for (const url of ['/health/live', '/health/live', '/metrics', '/metrics'])
    expect((await ask(url)).statusCode).toBe(200)
})

test('who has no token uses up nothing', async () => {
  const ask = await start({ RATE_LIMIT: 1, API_TOKEN: 'tell-no-one-0123456789' })
  for (let i = 0; i < 3; i++) expect((await ask('/dataset')).statusCode).toBe(401)
})

test.each<[string, string[] | undefined, string, string, number]>([
  ['nobody is trusted', undefined, '10.0.0.1', '192.0.2.1, 192.0.2.2', 429],
  ['a proxy is trusted', ['10.0.0.0/8'], '10.0.0.1', '192.0.2.1, 192.0.2.2', 200],
  ['another one is not', ['10.0.0.0/8'], '172.16.0.1', '192.0.2.1, 192.0.2.2', 429],
  [
    'a client behind a proxy can not choose its address',
    ['10.0.0.0/8'],
    '10.0.0.1',
    '9.9.9.1 192.0.2.1, 9.9.9.2 192.0.2.1',
    429,
  ],
])('behind a proxy: %s', async (_name, TRUST_PROXY, proxy, forwarded, status) => {
  const ask = await start({ RATE_LIMIT: 1, ...(TRUST_PROXY && { TRUST_PROXY }) })
  const [one, other] = forwarded.split(', ').map((it) => it.replace(' ', ', '))
  expect((await ask('/dataset', proxy, one)).statusCode).toBe(200)
  expect((await ask('/dataset', proxy, other)).statusCode).toBe(status)
})

test('without the setting nobody is counted', async () => {
  const ask = await start({})
  const { headers } = await ask('/dataset')
  expect(Object.keys(headers).join()).not.toMatch(/ratelimit/)
})

test('OpenAPI tells of it where it is set', async () => {
  const documented = async (ask: Awaited<ReturnType<typeof start>>) =>
    (await ask('/openapi.json')).json().paths['/predict'].post.responses
  expect(await documented(await start({ RATE_LIMIT: 9 }))).toHaveProperty('429')
  expect(await documented(await start({}))).not.toHaveProperty('429')
})
