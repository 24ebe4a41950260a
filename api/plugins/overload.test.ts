import { expect, onTestFinished, test } from 'vitest'
import { penguin, penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { buildApp } from '../app.js'

async function start(overload: { maxHeapBytes?: number; maxDelayMs?: number } = {}) {
  const settings = { MODELS_DIR: temporaryFolder(), LOG_LEVEL: 'silent' as const, FRAME_ANCESTORS: [] }
  const app = await buildApp(settings, penguins, { overload: { sampleMs: 20, ...overload } })
  onTestFinished(() => app.close())
  return app
}

test('with the heap full, requests are refused, and what watches the API is answered', async () => {
  const app = await start({ maxHeapBytes: 1 })
  const ask = () => app.inject({ method: 'POST', url: '/predict', payload: penguin })
  await expect.poll(async () => (await ask()).json().code).toBe('OVERLOADED')
  const reply = await ask()
  expect([reply.statusCode, reply.headers['retry-after']]).toEqual([503, '5'])
  expect((await app.inject('/health/live')).statusCode).toBe(200)
  expect((await app.inject('/health/ready')).json().status).toBe('not ready')
  expect((await app.inject('/metrics')).body).toMatch(/requests_total\{.*route="\/predict",status="503"\} \d/)
})

test('with the event loop late, they are refused until it is on time again', async () => {
  const app = await start({ maxDelayMs: 200 })
  const codeOf = async () => (await app.inject('/nothing')).json().code
  await expect.poll(codeOf, { timeout: 30_000 }).toBe('NOT_FOUND')
  await expect
    .poll(
      async () => {
        const until = performance.now() + 500
        while (performance.now() < until);
        // Lets the measurement have its turn.
        await new Promise((done) => setTimeout(done, 1))
        return codeOf()
      },
      { interval: 1, timeout: 30_000 },
    )
    .toBe('OVERLOADED')
  await expect.poll(codeOf, { timeout: 30_000 }).toBe('NOT_FOUND')
})
