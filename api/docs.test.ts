import { once } from 'node:events'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { buildApp } from './app.js'

let site = ''
beforeAll(async () => {
  const settings = { MODELS_DIR: join(temporaryFolder(), 'models'), LOG_LEVEL: 'silent' } as const
  const app = await buildApp({ ...settings, FRAME_ANCESTORS: [] }, penguins)
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  // A proxy that serves the API under /penguins, and nothing else.
  const proxy = createServer((incoming, outgoing) => {
    if (!incoming.url!.startsWith('/penguins/')) return outgoing.writeHead(502).end('not ours')
    const { method, headers } = incoming
    const path = incoming.url!.slice('/penguins'.length)
    const passed = request({ host: '127.0.0.1', port, path, method, headers }, (reply) => {
      outgoing.writeHead(reply.statusCode!, reply.headers)
      reply.pipe(outgoing)
    })
    incoming.pipe(passed)
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  site = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/penguins/`
  afterAll(() => {
    proxy.close()
    return app.close()
  })
})

test('the root is the page', async () => {
  const reply = await fetch(site)
  expect([reply.status, reply.url]).toEqual([200, site])
  expect(reply.headers.get('content-type')).toMatch(/^text\/html/)
})

test.each(['', 'docs', 'docs/'])('behind a prefix, all that the page at %j loads is there', async (path) => {
  const page = await (await fetch(site + path)).text()
  const links = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => new URL(link!, site + path).href)
  expect(links.length).toBeGreaterThan(path === '' ? 2 : 4)
  for (const link of links) expect([link, (await fetch(link)).status]).toEqual([link, 200])
})

test.each(['openapi.json', 'docs/json'])('%s names servers that lead back to the API', async (path) => {
  const { servers } = (await (await fetch(site + path)).json()) as { servers: { url: string }[] }
  expect(servers.map(({ url }) => new URL(url, site + path).href)).toEqual([site])
})

test('the page at /docs asks for the format of the body, and sends an example of NDJSON as it is', async () => {
  const script = await (await fetch(`${site}docs/static/swagger-initializer.js`)).text()
  const mend = new Function(`return ${/"requestInterceptor":(function.*?\n\})/s.exec(script)![1]}`)()
  const headers = { accept: 'application/json', 'Content-Type': 'text/csv' }
  const mended = { accept: '*/*', 'Content-Type': 'text/csv' }
  expect(mend({ headers, body: 'a,b' })).toEqual({ headers: mended, body: 'a,b' })
  expect(mend({ headers, body: '"{\\"a\\":1}\\n"' })).toEqual({ headers: mended, body: '{"a":1}\n' })
  expect(mend({ headers, body: '"a","b"\n1,2\n' })).toEqual({ headers: mended, body: '"a","b"\n1,2\n' })
  expect(mend({ headers })).toEqual({ headers: mended, body: undefined })
})
