import { cpSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { explain } from '../../core/model/explain.js'
import { predict } from '../../core/model/predict.js'
import { readBundle } from '../../registry/bundle.js'
import { movePointer } from '../../registry/pointer.js'
import { penguin, penguins, registryOf } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { sealAgain, trainModel } from '../../test/trainedModel.js'
import { buildApp } from '../app.js'
import { MOST_PINNED } from './pinned.js'

// The real one, which counts.
vi.mock(import('../../registry/bundle.js'), async (original) => {
  const real = await original()
  return { ...real, readBundle: vi.fn(real.readBundle) }
})

const trainedDir = temporaryFolder()
/** More than are kept in memory; the last one is in use. */
const versions: string[] = []
beforeAll(async () => {
  for (let rounds = 1; rounds <= MOST_PINNED + 2; rounds++) {
    versions.push((await trainModel(trainedDir, { num_round: rounds })).version)
  }
})

let folder = ''
let app: FastifyInstance
beforeEach(async () => {
  folder = temporaryFolder()
  cpSync(trainedDir, folder, { recursive: true })
  app = await buildApp({ MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins, { pollMs: 5 })
  onTestFinished(() => app.close())
  vi.mocked(readBundle).mockClear()
})

const ask = (path: string, version: string) =>
  app.inject({ method: 'POST', url: `${path}?version=${encodeURIComponent(version)}`, payload: penguin })
const loadsOf = (version: string) => vi.mocked(readBundle).mock.calls.filter(([, name]) => name === version).length

describe('a version that a request names', () => {
  test('answers it, beside the one in use', async () => {
    for (const version of versions) {
      const model = await readBundle(registryOf(folder), version)
      const reply = await ask('/predict', version)
      expect(reply.statusCode).toBe(200)
      expect(reply.json()).toEqual({ model_version: version, ...predict(model, [penguin])[0] })
      const why = { model_version: version, ...explain(model, penguin) }
      expect((await ask('/explain', version)).json()).toEqual(JSON.parse(JSON.stringify(why)))
      const batch = { method: 'POST', url: `/predict/batch?version=${version}` } as const
      const { model_version, results } = (await app.inject({ ...batch, payload: [penguin] })).json()
      expect([model_version, results]).toEqual([version, predict(model, [penguin])])
      const headers = { 'content-type': 'application/x-ndjson' }
      const lines = await app.inject({ ...batch, headers, payload: JSON.stringify(penguin) })
      expect(lines.json()).toEqual(predict(model, [penguin])[0])
    }
    const without = await app.inject({ method: 'POST', url: '/predict', payload: penguin })
    expect(without.json().model_version).toBe(versions.at(-1))
  })

  test('is loaded once, however many ask for it at the same time', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, () => ask('/predict', versions[0]!)))
    expect(replies.every(({ statusCode }) => statusCode === 200)).toBe(true)
    expect(loadsOf(versions[0]!)).toBe(1)
  })

  test('goes when others have been asked for since, and the one in use takes no place', async () => {
    const [first, second, ...others] = versions.slice(0, -1)
    for (const version of [first!, second!, ...others.slice(0, -1), versions.at(-1)!]) await ask('/predict', version)
    await ask('/predict', first!)
    expect(loadsOf(versions.at(-1)!)).toBe(0)
    expect(loadsOf(first!)).toBe(1)
    await ask('/predict', others.at(-1)!)
    await ask('/predict', first!)
    expect(loadsOf(first!)).toBe(1)
    await ask('/predict', second!)
    expect(loadsOf(second!)).toBe(2)
  })

  test('takes no place any more once it has come into use', async () => {
    const [first, ...others] = versions
    await ask('/predict', first!)
    await movePointer(folder, first!, 'promote', 'a try')
    await expect.poll(() => app.models.current?.manifest.version).toBe(first)
    const pinned = others.slice(0, MOST_PINNED)
    for (const version of [...pinned, ...pinned, first!]) await ask('/predict', version)
    expect(pinned.map(loadsOf)).toEqual(pinned.map(() => 1))
    // Pinned, then taken into use.
    expect(loadsOf(first!)).toBe(2)
  })

  test('answers where no model is in use', async () => {
    rmSync(join(folder, 'current.json'))
    const idle = await buildApp({ MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins)
    onTestFinished(() => idle.close())
    const replies = await Promise.all(
      ['', `?version=${versions[0]}`].map((query) =>
        idle.inject({ method: 'POST', url: `/predict${query}`, payload: penguin }),
      ),
    )
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([503, 200])
  })
})

describe('a version that can not answer is refused', () => {
  const refused = async (version: string, status: number, says: RegExp) => {
    for (const path of ['/predict', '/explain']) {
      const reply = await ask(path, version)
      expect([reply.statusCode, reply.json().error]).toEqual([status, expect.stringMatching(says)])
    }
  }

  test.each([
    'nothing',
    '',
    'current',
    '..',
    '../..',
    'a/b',
    'a\\b',
    '.',
    'current.json',
    '__proto__',
    '\0',
    'ä',
    'x'.repeat(65),
  ])('there is none of the name %j', async (version) => {
    await refused(version, 404, new RegExp(`^There is no version ".*" in .*; the newest are ${versions.at(-1)}, `))
  })

  test('it is damaged, until it is mended', async () => {
    const file = join(folder, versions[0]!, 'sex.json')
    const text = readFileSync(file)
    truncateSync(file, 100)
    await refused(versions[0]!, 409, /sex\.json is not the file that was published/)
    writeFileSync(file, text)
    expect((await ask('/predict', versions[0]!)).statusCode).toBe(200)
  })

  test('it does not predict what its manifest says', async () => {
    const path = join(folder, versions[0]!, 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8'))
    manifest.golden[0].expected.sex[0] += 1e-4
    writeFileSync(path, JSON.stringify(manifest))
    sealAgain(join(folder, versions[0]!))
    await refused(versions[0]!, 409, /does not predict what its manifest says/)
  })

  test('it is of another definition', async () => {
    const path = join(folder, versions[0]!, 'manifest.json')
    const manifest = JSON.parse(readFileSync(path, 'utf8'))
    manifest.features[0].unit = 'cm'
    writeFileSync(path, JSON.stringify(manifest))
    sealAgain(join(folder, versions[0]!))
    await refused(versions[0]!, 409, /is no manifest to serve: .*; train again\.$/)
  })

  test('one faulty version holds up no other', async () => {
    truncateSync(join(folder, versions[0]!, 'sex.json'), 100)
    const replies = await Promise.all(
      [versions[0]!, 'nothing', versions[1]!].map((version) => ask('/predict', version)),
    )
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([409, 404, 200])
  })

  test('two are named', async () => {
    const url = `/predict?version=${versions[0]}&version=${versions[1]}`
    const reply = await app.inject({ method: 'POST', url, payload: penguin })
    expect(reply.statusCode).toBe(400)
    expect(reply.json().error).toBe('Name one version, as in ?version=VERSION; /models lists them.')
  })
})
