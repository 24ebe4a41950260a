import { spawn } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryFolder } from '../../test/freshDatabase.js'

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const TOKEN = 'tell-no-one-0123456789'

/** The program as it is built, and the lines that it has logged. Its history can't be read, which is a fault to log. */
async function serve(env: Record<string, string>) {
  const MODELS_DIR = temporaryFolder()
  mkdirSync(join(MODELS_DIR, 'history.jsonl'))
  const child = spawn(process.execPath, ['dist/cli/penguins.js', 'serve'], {
    env: { ...process.env, MODELS_DIR, HOST: '127.0.0.1', PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  let [log, said] = ['', '']
  child.stdout.on('data', (data) => (log += data))
  child.stderr.on('data', (data) => (said += data))
  await expect.poll(() => /http:\S+?:\d+/.exec(said)?.[0], { timeout: 30_000 }).toBeDefined()
  return {
    site: /http:\S+?:\d+/.exec(said)![0],
    lines: (msg: string) =>
      log
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line))
        .filter((line) => line.msg === msg),
    log: () => log,
  }
}

test('a fault is logged with its request: id, trace, method and address, and no token', async () => {
  const { site, lines, log } = await serve({ LOG_LEVEL: 'info', API_TOKEN: TOKEN })
  const authorization = `Bearer ${TOKEN}`
  const reply = await fetch(`${site}/models/history?x=1`, {
    headers: { authorization, traceparent: `00-${TRACE}-00f067aa0ba902b7-01`, 'x-request-id': 'order-7' },
  })
  expect([reply.status, reply.headers.get('x-request-id')]).toEqual([503, 'order-7'])
  expect([...reply.headers.keys()].filter((name) => name.startsWith('trace'))).toEqual([])
  await fetch(`${site}/models/history`, { headers: { authorization } })
  await fetch(`${site}/models/history`, { headers: { authorization: `${authorization}x` } })
  await expect.poll(() => lines('request failed')).toHaveLength(2)
  const [first, second] = lines('request failed')
  expect(first).toMatchObject({
    level: 50,
    request_id: 'order-7',
    trace_id: TRACE,
    method: 'GET',
    url: '/models/history?x=1',
  })
  expect(first.err.message).toMatch(/history\.jsonl can't be read/)
  expect(second.request_id).toMatch(/^[\w-]+-\d+$/)
  expect(second).not.toHaveProperty('trace_id')
  expect(log()).not.toContain('tell-no-one')
  expect(lines('request answered')).toEqual([])
})

test('at debug each request has its line; an id is taken if it is short and printable, a trace if it is well formed', async () => {
  const { site, lines } = await serve({ LOG_LEVEL: 'debug' })
  const sent: Record<string, string>[] = [
    { 'x-request-id': 'a/b+c=' },
    { 'x-request-id': 'x'.repeat(129) },
    { 'x-request-id': 'two words' },
    { 'x-request-id': 'größe' },
    { traceparent: `00-${TRACE}-00f067aa0ba902b7-00` },
    { traceparent: `cc-${TRACE}-00f067aa0ba902b7-01-what-comes-later` },
    { traceparent: `00-${TRACE}-00f067aa0ba902b7-01-more` },
    { traceparent: `ff-${TRACE}-00f067aa0ba902b7-01` },
    { traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` },
    { traceparent: `00-${TRACE}-${'0'.repeat(16)}-01` },
    { traceparent: `00-${TRACE.toUpperCase()}-00f067aa0ba902b7-01` },
    { traceparent: 'x' },
  ]
  for (const headers of sent) await fetch(`${site}/health/live`, { headers })
  await expect.poll(() => lines('request answered')).toHaveLength(sent.length)
  const all = lines('request answered')
  for (const line of all) {
    expect(line).toMatchObject({ level: 20, method: 'GET', url: '/health/live', status: 200, ms: expect.any(Number) })
  }
  const ours = all.filter(({ request_id }) => request_id !== 'a/b+c=').map(({ request_id }) => request_id)
  expect(ours).toHaveLength(sent.length - 1)
  expect(new Set(ours).size).toBe(ours.length)
  for (const id of ours) expect(id).toMatch(/^[\w-]+-\d+$/)
  expect(all.map(({ trace_id }) => trace_id)).toEqual([
    ...Array(4).fill(undefined),
    TRACE,
    TRACE,
    ...Array(6).fill(undefined),
  ])
})
