import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSettings } from '../core/settings.js'
import { penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { startServer } from './server.js'

const settings = (HOST: string) =>
  readSettings({ HOST, PORT: '0', MODELS_DIR: join(temporaryFolder(), 'models'), LOG_LEVEL: 'silent' })

test.each([
  ['::1', /^http:\/\/\[::1\]:\d+$/],
  ['::', /^http:\/\/localhost:\d+$/],
  ['0.0.0.0', /^http:\/\/localhost:\d+$/],
  ['0', /^http:\/\/localhost:\d+$/],
  ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['', /^http:\/\/localhost:\d+$/],
])('on HOST=%s it names an address that opens', async (host, expected) => {
  const { address, close } = await startServer(settings(host), penguins)
  try {
    expect(address).toMatch(expected)
    expect((await fetch(`${address}/health/live`)).status).toBe(200)
  } finally {
    await close()
  }
})

test.each(['fe80::1', 'fe80::1%none0', '203.0.113.1', 'host.invalid'])('%s can not be listened on', async (host) => {
  await expect(startServer(settings(host), penguins)).rejects.toThrow(
    /^This machine can't listen on .* set HOST and PORT\.$/,
  )
})

test.each(['http://localhost', '[::1]', 'localhost:8000', '127.0.0.1:8000', ' '])('HOST=%j is refused', (host) => {
  expect(() => settings(host)).toThrow(/^The environment variable HOST must be a name or an address alone/)
})
