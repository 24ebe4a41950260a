import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { Agent, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { predict } from '../core/model/predict.js'
import { readBundle } from '../registry/bundle.js'
import { readPointer } from '../registry/pointer.js'
import { penguin, penguins, registryOf } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { sealAgain, trainModel } from '../test/trainedModel.js'
import { buildApp } from './app.js'

// As it is, with its calls counted.
vi.mock('../registry/bundle.js', { spy: true })
vi.mock('../registry/pointer.js', { spy: true })

const trainedDir = temporaryFolder()
const large = { culmen_length_mm: 46.1, culmen_depth_mm: 13.2, flipper_length_mm: 211, body_mass_g: 4500 }
const pollMs = 2
let [a, b] = ['', '']
beforeAll(async () => {
  a = (await trainModel(trainedDir)).version
  b = (await trainModel(trainedDir, { num_round: 5, max_depth: 2 })).version
})

async function start(modelsDir: string): Promise<FastifyInstance> {
  const app = await buildApp({ MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins, { pollMs })
  onTestFinished(() => app.close())
  return app
}

/** A models folder with both versions, `a` in use. */
function bothVersions(): string {
  const modelsDir = temporaryFolder()
  cpSync(trainedDir, modelsDir, { recursive: true })
  point(modelsDir, a)
  return modelsDir
}

function point(modelsDir: string, to: unknown) {
  writeFileSync(join(modelsDir, 'next.json'), JSON.stringify({ version: to }))
  renameSync(join(modelsDir, 'next.json'), join(modelsDir, 'current.json'))
}

const until = (check: () => boolean) => expect.poll(check, { timeout: 20_000, interval: 1 }).toBe(true)
const inUse = (app: FastifyInstance, version: string) =>
  until(() => app.models.current?.manifest.version === version && !app.models.problem)

/** A metric's value, or 0 where it has none. */
async function metric(app: FastifyInstance, series: string): Promise<number> {
  const { body } = await app.inject('/metrics')
  const line = body.split('\n').find((it) => it.startsWith(`${series} `))
  return Number(line?.slice(series.length + 1) ?? 0)
}
const failures = (app: FastifyInstance, version: string) =>
  metric(app, `penguins_model_load_failures_total{version="${version}"}`)

test('a hundred swaps while requests flow: none fails, and each reply is wholly of the model that it names', async () => {
  const modelsDir = bothVersions()
  const expected = new Map<string, { '/predict': unknown; '/predict/batch': unknown }>()
  for (const version of [a, b]) {
    const results = predict(await readBundle(registryOf(modelsDir), version), [penguin, large])
    expected.set(version, {
      '/predict': { model_version: version, ...results[0] },
      '/predict/batch': { model_version: version, results },
    })
  }
  const predictions = [...expected.values()].map((it) =>
    JSON.stringify(it['/predict']).replace(/"model_version":"[^"]*"/, ''),
  )
  expect(predictions[0]).not.toBe(predictions[1])
  const app = await start(modelsDir)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo

  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const replies = new Map([a, b].map((version) => [version, 0]))
  let flowing = true
  const flow = async (path: '/predict' | '/predict/batch', body: unknown) => {
    while (flowing) {
      const reply = await post(agent, port, path, body)
      expect(reply.status).toBe(200)
      const version = reply.body.model_version
      expect(reply.body).toEqual(expected.get(version)?.[path])
      replies.set(version, replies.get(version)! + 1)
    }
  }
  const flows = Array.from({ length: 8 }, (_, i) =>
    i % 2 ? flow('/predict', penguin) : flow('/predict/batch', [penguin, large]),
  )
  const swap = async () => {
    for (let i = 1; i <= 100; i++) {
      const to = i % 2 ? b : a
      const before = replies.get(to)!
      point(modelsDir, to)
      await until(() => replies.get(to)! > before)
    }
    flowing = false
  }
  await Promise.all([...flows, swap()]).finally(() => {
    flowing = false
    agent.destroy()
  })
  expect(await metric(app, 'penguins_model_loads_total')).toBe(101)
  expect((await app.inject('/metrics')).body).not.toContain('penguins_model_load_failures_total{')
})

interface Reply {
  status: number
  body: { model_version: string }
}

function post(agent: Agent, port: number, path: string, body: unknown): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request({ agent, port, host: '127.0.0.1', path, method: 'POST', headers }, (reply) => {
      let text = ''
      reply.setEncoding('utf8')
      reply.on('data', (part) => (text += part))
      reply.on('end', () => resolve({ status: reply.statusCode!, body: JSON.parse(text) }))
      reply.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}

test('without a model it lives, says what to do, and becomes ready by itself', async () => {
  const modelsDir = join(temporaryFolder(), 'models')
  const app = await start(modelsDir)
  const reply = await app.inject({ method: 'POST', url: '/predict', payload: penguin })
  expect(reply.statusCode).toBe(503)
  expect(reply.json().error).toMatch(/trigger the DAG penguins_pipeline in Airflow, or run `penguins run`/)
  expect((await app.inject('/health/live')).statusCode).toBe(200)
  expect((await app.inject('/models/current')).statusCode).toBe(503)
  expect((await app.inject('/models')).json()).toEqual([])
  const health = await app.inject('/health/ready')
  expect(health.statusCode).toBe(503)
  expect(health.json()).toMatchObject({ status: 'not ready', problem: expect.stringMatching(/penguins_pipeline/) })
  expect(await metric(app, 'penguins_model_ready')).toBe(0)

  cpSync(trainedDir, modelsDir, { recursive: true })
  point(modelsDir, a)
  await inUse(app, a)
  expect((await app.inject({ method: 'POST', url: '/predict', payload: penguin })).statusCode).toBe(200)
  expect(await metric(app, 'penguins_model_ready')).toBe(1)
  expect(await metric(app, `penguins_model_info{version="${a}"}`)).toBe(1)
})

test('a pointer that is removed leaves the model in use, and the log says that the fault is over', async () => {
  const modelsDir = bothVersions()
  const app = await start(modelsDir)
  await app.listen({ port: 0, host: '127.0.0.1' })
  const log = vi.spyOn(app.log, 'info')
  writeFileSync(join(modelsDir, 'current.json'), '{')
  await until(() => app.models.problem !== undefined)
  rmSync(join(modelsDir, 'current.json'))
  await inUse(app, a)
  expect(log.mock.calls).toEqual([[{ version: a }, 'model in use']])
})

test('a folder that is still being copied is taken up once it is whole', async () => {
  const modelsDir = bothVersions()
  const app = await start(modelsDir)
  const [source, target] = [join(modelsDir, b), join(modelsDir, 'copy')]
  renameSync(source, target)
  mkdirSync(source)
  point(modelsDir, b)
  await until(() => /manifest\.json can't be read/.test(app.models.problem ?? ''))
  renameSync(join(target, 'manifest.json'), join(source, 'manifest.json'))
  await until(() => /SHA256SUMS can't be read/.test(app.models.problem ?? ''))
  renameSync(join(target, 'SHA256SUMS'), join(source, 'SHA256SUMS'))
  await until(() => /species\.json can't be read/.test(app.models.problem ?? ''))
  const species = readFileSync(join(target, 'species.json'))
  writeFileSync(join(source, 'species.json'), species.subarray(0, 1000))
  await until(() => /species\.json is not the file that was published/.test(app.models.problem ?? ''))
  appendFileSync(join(source, 'species.json'), species.subarray(1000))
  await until(() => /sex\.json can't be read/.test(app.models.problem ?? ''))
  expect(app.models.current?.manifest.version).toBe(a)
  renameSync(join(target, 'sex.json'), join(source, 'sex.json'))
  await until(() => /profile\.json can't be read/.test(app.models.problem ?? ''))
  renameSync(join(target, 'profile.json'), join(source, 'profile.json'))
  await until(() => /README\.md can't be read/.test(app.models.problem ?? ''))
  renameSync(join(target, 'README.md'), join(source, 'README.md'))
  await inUse(app, b)
  expect(await failures(app, b)).toBe(7)
})

describe('a bundle that is replaced under the name of the one in use', () => {
  test('is named, and the one in memory goes on serving until the name means the same again', async () => {
    const modelsDir = bothVersions()
    const app = await start(modelsDir)
    const before = app.models.current
    renameSync(join(modelsDir, a), join(modelsDir, 'kept'))
    cpSync(join(modelsDir, b), join(modelsDir, a), { recursive: true })
    const manifest = join(modelsDir, a, 'manifest.json')
    writeFileSync(manifest, readFileSync(manifest, 'utf8').replaceAll(b, a))
    sealAgain(join(modelsDir, a))
    await until(() => /is no longer the bundle that is in use under that name/.test(app.models.problem ?? ''))
    expect(app.models.current).toBe(before)
    expect(await failures(app, a)).toBeGreaterThan(0)
    rmSync(join(modelsDir, a), { recursive: true })
    cpSync(join(modelsDir, 'kept'), join(modelsDir, a), { recursive: true })
    await inUse(app, a)
    expect(app.models.current).toBe(before)
    expect(await metric(app, 'penguins_model_loads_total')).toBe(1)
  })

  test('a damaged one too', async () => {
    const modelsDir = bothVersions()
    const app = await start(modelsDir)
    truncateSync(join(modelsDir, a, 'sex.json'), 100)
    await until(() => /sex\.json is not the file that was published/.test(app.models.problem ?? ''))
    expect((await app.inject('/health/ready')).json()).toMatchObject({ status: 'ready', model_version: a })
  })
})

describe('what can not be served is named once, and the old model goes on serving', () => {
  const change = (modelsDir: string, file: string, edit: (text: string) => string) => {
    const path = join(modelsDir, b, file)
    writeFileSync(path, edit(readFileSync(path, 'utf8')))
    sealAgain(join(modelsDir, b))
    point(modelsDir, b)
  }
  let modelsDir: string
  beforeEach(() => {
    modelsDir = bothVersions()
  })

  test.each<[string, RegExp, () => string]>([
    ['a damaged pointer', /current\.json does not name a version/, () => damage('{"version": ')],
    ['an empty pointer', /current\.json does not name a version/, () => damage('')],
    [
      'a pointer that is a folder',
      /current\.json can't be read \(EISDIR\)/,
      () => {
        rmSync(join(modelsDir, 'current.json'))
        mkdirSync(join(modelsDir, 'current.json'))
        return ''
      },
    ],
    ['a version with ../ in it', /current\.json does not name a version/, () => pointTo(`../${trainedDir}/${b}`, '')],
    ['a version that is no text', /current\.json does not name a version/, () => pointTo(7, '')],
    [
      'a pointer to a missing version',
      /missing\/manifest\.json can't be read \(ENOENT\)/,
      () => pointTo('missing', 'missing'),
    ],
    [
      'a pointer to a file',
      /next\/manifest\.json can't be read \(ENOTDIR\)/,
      () => {
        writeFileSync(join(modelsDir, 'next'), '')
        return pointTo('next', 'next')
      },
    ],
    [
      'a half-copied folder',
      /sex\.json can't be read \(ENOENT\)/,
      () => {
        rmSync(join(modelsDir, b, 'sex.json'))
        return pointTo(b, b)
      },
    ],
    [
      'a manifest from the future',
      /manifest\.json is no manifest to serve: format: must be 1, 2 or 3/,
      () => edited('manifest.json', (text) => text.replace(/"format":\s*3/, '"format": 4')),
    ],
    [
      'a manifest cut short',
      /manifest\.json is no manifest to serve: it is not JSON/,
      () => edited('manifest.json', (text) => text.slice(0, 500)),
    ],
    [
      'one byte changed',
      /species\.json is not the file that was published \(its sha256 differs\)/,
      () =>
        edited('species.json', (text) => text.replace(/\d(?=[^\d]*$)/, (digit) => String((Number(digit) + 1) % 10))),
    ],
    [
      'golden rows that it does not predict',
      /does not predict what its manifest says/,
      () =>
        edited('manifest.json', (text) => {
          const manifest = JSON.parse(text)
          manifest.golden[0].expected.sex[0] += 1e-4
          return JSON.stringify(manifest)
        }),
    ],
    [
      'the bundle of another version',
      /holds the manifest of version/,
      () => {
        cpSync(join(modelsDir, b), join(modelsDir, 'renamed'), { recursive: true })
        return pointTo('renamed', 'renamed')
      },
    ],
  ])('%s', async (_name, message, spoil) => {
    const app = await start(modelsDir)
    const log = vi.spyOn(app.log, 'error')
    const version = spoil()
    await until(() => message.test(app.models.problem ?? ''))
    const problem = app.models.problem!
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready', model_version: a, problem })
    const reply = await app.inject({ method: 'POST', url: '/predict', payload: penguin })
    expect(reply.json()).toMatchObject({ model_version: a })

    // It lasts: more looks at it find nothing new and read no files. The same fault after a good time is a new one.
    const reads = vi.mocked(readBundle).mock.calls.length
    const looks = vi.mocked(readPointer).mock.calls.length
    await until(() => vi.mocked(readPointer).mock.calls.length > looks + 10)
    expect(vi.mocked(readBundle).mock.calls.length).toBe(reads)
    expect(await failures(app, version)).toBe(1)
    expect(log).toHaveBeenCalledExactlyOnceWith(
      { version: version || undefined, problem },
      'the newest model is not taken up',
    )
    const pointer = join(modelsDir, 'current.json')
    renameSync(pointer, join(modelsDir, 'bad'))
    point(modelsDir, a)
    await inUse(app, a)
    rmSync(pointer)
    renameSync(join(modelsDir, 'bad'), pointer)
    await until(() => app.models.problem === problem)
    expect(await failures(app, version)).toBe(2)
    expect(await metric(app, 'penguins_model_loads_total')).toBe(1)
    expect(await metric(app, `penguins_model_info{version="${a}"}`)).toBe(1)
    expect(await metric(app, 'penguins_model_ready')).toBe(1)
  })

  test('one fault after another: each is counted for its version, and the next good model is taken up', async () => {
    const app = await start(modelsDir)
    for (const [version, times] of [
      ['x', 1],
      ['y', 1],
      ['x', 2],
    ] as const) {
      point(modelsDir, version)
      await until(() => app.models.problem?.includes(join(modelsDir, version)) === true)
      expect(await failures(app, version)).toBe(times)
    }
    writeFileSync(join(modelsDir, 'current.json'), '{')
    await until(() => /does not name a version/.test(app.models.problem ?? ''))
    point(modelsDir, 'x')
    await until(() => app.models.problem?.includes(join(modelsDir, 'x')) === true)
    point(modelsDir, b)
    await inUse(app, b)
    expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready', model_version: b })
  })

  test('with no old model it is not ready, and says why', async () => {
    rmSync(join(modelsDir, a, 'sex.json'))
    const app = await start(modelsDir)
    const reply = await app.inject('/health/ready')
    expect(reply.statusCode).toBe(503)
    expect(reply.json()).toEqual({ status: 'not ready', problem: expect.stringMatching(/sex\.json can't be read/) })
    expect((await app.inject({ method: 'POST', url: '/predict', payload: penguin })).statusCode).toBe(503)
    expect(await metric(app, 'penguins_model_loads_total')).toBe(0)
    expect(await failures(app, a)).toBe(1)
  })

  function damage(text: string): string {
    writeFileSync(join(modelsDir, 'current.json'), text)
    return ''
  }
  function pointTo(to: unknown, version: string): string {
    point(modelsDir, to)
    return version
  }
  function edited(file: string, edit: (text: string) => string): string {
    change(modelsDir, file, edit)
    return b
  }
})

test('metrics are text for Prometheus, with the headers of data and nothing secret', async () => {
  const reply = await (await start(trainedDir)).inject('/metrics')
  expect(reply.statusCode).toBe(200)
  expect(reply.headers['content-type']).toMatch(/^text\/plain; version=0\.0\.4/)
  expect(reply.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining("default-src 'none'"),
  })
  expect(reply.body).toContain('# TYPE process_cpu_seconds_total counter')
  expect(reply.body).not.toContain(trainedDir)
})
