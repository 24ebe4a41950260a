import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../test/freshDatabase.js'
import { penguins, start } from '../test/penguins.js'
import { trainModel } from '../test/trainedModel.js'

/** Two processes on one port. */
async function serveByTwo() {
  const MODELS_DIR = join(temporaryFolder(), 'models')
  await trainModel(MODELS_DIR)
  const server = start(['serve', '--workers', '2'], { MODELS_DIR, PORT: '0' })
  onTestFinished(() => void server.kill())
  const said: string[] = []
  server.stderr!.on('data', (text) => said.push(String(text)))
  await expect.poll(() => said.join(''), { timeout: 20_000 }).toMatch(/http:/)
  const [address] = /http:\/\/\S+:\d+/.exec(said.join(''))!
  const metric = async (pattern: RegExp) => {
    const text = await (await fetch(`${address}/metrics`)).text()
    return Number(pattern.exec(text)?.[1])
  }
  const loads = () => metric(/^penguins_model_loads_total (\d+)$/m)
  await expect.poll(loads, { timeout: 20_000 }).toBe(2)
  return { server, address, said: () => said.join(''), metric, loads }
}

const body = JSON.stringify({
  culmen_length_mm: 39.1,
  culmen_depth_mm: 18.7,
  flipper_length_mm: 181,
  body_mass_g: 3750,
})

test('several processes answer on one port, and any of them tells the metrics of all', async () => {
  const { server, address, metric } = await serveByTwo()
  const ask = () =>
    fetch(`${address}/predict`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body,
    })
  for (let i = 0; i < 20; i++) expect((await ask()).status).toBe(200)
  expect(await metric(/^penguins_predicted_rows_total\{route="\/predict"\} (\d+)$/m)).toBe(20)
  expect(await metric(/^penguins_http_request_duration_seconds_count\{method="POST",route="\/predict"\} (\d+)$/m)).toBe(
    20,
  )
  expect(await metric(/^penguins_model_ready (\d)$/m)).toBe(1)
  expect(await metric(/^penguins_model_info\{version="[^"]+"\} (\d)$/m)).toBe(1)
  server.kill('SIGTERM')
  expect(await once(server, 'exit')).toEqual([0, null])
})

test.runIf(process.platform === 'linux')('a process that is killed is replaced, and that is said', async () => {
  const { server, loads, said, metric } = await serveByTwo()
  process.kill(Number(readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').split(' ')[0]), 'SIGKILL')
  await expect
    .poll(said, { timeout: 10_000 })
    .toMatch(/^serve +process \d+ ended by itself \(SIGKILL\); another takes its place$/m)
  await expect.poll(loads, { timeout: 20_000 }).toBe(2)
  expect(await metric(/^penguins_model_ready (\d)$/m)).toBe(1)
})

test('what hinders all of them is said once', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  onTestFinished(() => void taken.close())
  const PORT = String((taken.address() as { port: number }).port)
  const { code, stderr } = await penguins(['serve', '--workers', '3'], { HOST: '127.0.0.1', PORT })
  expect(code).toBe(1)
  expect(stderr.match(/is in use: stop the program/g)).toHaveLength(1)
})

test.each(['0', '1.5', 'two', '257'])('%s is no number of processes', async (count) => {
  const { code, stderr } = await penguins(['serve', '--workers', count])
  expect([code, stderr]).toEqual([2, expect.stringContaining('It must be a whole number from 1 to 256.')])
})
