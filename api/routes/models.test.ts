import { appendFileSync, cpSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { datasetCard } from '../../core/dataset/datasetCard.js'
import { movePointer } from '../../registry/pointer.js'
import { sha256 } from '../../registry/sums.js'
import { penguins } from '../../test/datasets.js'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { rawGet } from '../../test/rawGet.js'
import { sealAgain, trainModel } from '../../test/trainedModel.js'
import { buildApp } from '../app.js'

const trainedDir = temporaryFolder()
let [older, newer] = ['', '']
beforeAll(async () => {
  older = (await trainModel(trainedDir, { num_round: 5 })).version
  newer = (await trainModel(trainedDir)).version
})

/** An API on a copy of the models folder, which a test may change. */
async function start(): Promise<{ app: FastifyInstance; folder: string }> {
  const folder = temporaryFolder()
  cpSync(trainedDir, folder, { recursive: true })
  const app = await buildApp({ MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] }, penguins)
  onTestFinished(() => app.close())
  return { app, folder }
}

const manifestOf = (version: string) => JSON.parse(readFileSync(join(trainedDir, version, 'manifest.json'), 'utf8'))

test('GET /dataset is the definition for people, whole', async () => {
  const { app } = await start()
  expect((await app.inject('/dataset')).json()).toEqual(datasetCard(penguins))
})

describe('GET /models', () => {
  test('each version has its figures, its verdict, and when it came into use', async () => {
    const { app } = await start()
    const [first, second] = (await app.inject('/models')).json()
    const { created_at, targets, verdict } = manifestOf(newer)
    const test = (name: string) => targets[name].metrics.test
    const logLoss = (name: string) => ({ value: test(name).log_loss, ...test(name).log_loss_interval })
    const changes = (await app.inject('/models/history')).json()
    expect(first).toEqual({
      version: newer,
      current: true,
      created_at,
      in_use_from: changes[0].at,
      test_accuracy: { species: test('species').accuracy, sex: test('sex').accuracy },
      log_loss: { species: logLoss('species'), sex: logLoss('sex') },
      verdict: { promoted: true, says: verdict.says },
      source: { program: '0.1.0' },
    })
    expect(second).toMatchObject({ version: older, current: false, in_use_from: changes[1].at })
  })

  test('intervals are shown where the manifest has them', async () => {
    const { app, folder } = await start()
    const manifest = manifestOf(newer)
    manifest.targets.species.metrics.test.log_loss_interval = { low: 0.125, high: 0.25 }
    writeFileSync(join(folder, newer, 'manifest.json'), JSON.stringify(manifest))
    sealAgain(join(folder, newer))
    expect((await app.inject('/models')).json()[0].log_loss.species).toEqual({
      value: manifest.targets.species.metrics.test.log_loss,
      low: 0.125,
      high: 0.25,
    })
  })

  test('a version that came back into use has done so since then, and one that never was in use never did', async () => {
    const { app, folder } = await start()
    await movePointer(folder, older, 'promote', 'a try')
    const kept = '20990101T000000-abcdef'
    cpSync(join(folder, newer), join(folder, kept), { recursive: true })
    writeFileSync(
      join(folder, kept, 'manifest.json'),
      JSON.stringify({ ...manifestOf(newer), version: kept, verdict: undefined }),
    )
    sealAgain(join(folder, kept))
    const versions = (await app.inject('/models')).json()
    const [change] = (await app.inject('/models/history')).json()
    const one = (name: string) => versions.find(({ version }: { version: string }) => version === name)
    expect(one(older)).toMatchObject({ current: true, in_use_from: change.at })
    expect(one(kept)).toMatchObject({ current: false, log_loss: expect.anything() })
    expect(one(kept)).not.toHaveProperty('in_use_from')
    expect(one(kept)).not.toHaveProperty('verdict')
  })

  test('what is damaged is listed with its problem', async () => {
    const { app, folder } = await start()
    appendFileSync(join(folder, older, 'manifest.json'), ' ')
    const [, damaged] = (await app.inject('/models')).json()
    expect(damaged).toEqual({
      version: older,
      current: false,
      in_use_from: expect.any(String),
      problem: expect.stringMatching(/manifest\.json is not the file that was published/),
    })
  })
})

describe('GET /models/{version}', () => {
  test('the card of any version, and how it last came into use', async () => {
    const { app } = await start()
    for (const version of [older, newer]) {
      const { last_change, ...card } = (await app.inject(`/models/${version}`)).json()
      expect(card).toEqual(manifestOf(version))
      expect(last_change).toMatchObject({ to: version, action: 'train' })
    }
    expect((await app.inject(`/models/${newer}`)).body).toBe((await app.inject('/models/current')).body)
  })

  test.each([
    '20990101T000000-abcdef',
    'nothing',
    'current.json',
    'history.jsonl',
    '..',
    '..%2f..',
    '.hidden',
    '%00',
    '__proto__',
    'a'.repeat(5000),
  ])('there is no %j, and the refusal names those that there are', async (name) => {
    const { app } = await start()
    await app.listen({ host: '127.0.0.1', port: 0 })
    for (const url of [`/models/${name}`, `/models/${name}/manifest.json`]) {
      const { status, body } = await rawGet(app, url)
      expect(status).toBe(404)
      expect(JSON.parse(body).error).toMatch(
        new RegExp(`^There is no version ".{1,100}" in .*; the newest are ${newer}, `),
      )
    }
  })

  test('the refusal lists the newest', async () => {
    const { app, folder } = await start()
    const { error } = (await app.inject('/models/20990101T000000-abcdef')).json()
    expect(error).toBe(`There is no version "20990101T000000-abcdef" in ${folder}; the newest are ${newer}, ${older}.`)
    for (const version of [older, newer]) rmSync(join(folder, version), { recursive: true })
    expect((await app.inject(`/models/${older}`)).json().error).toMatch(/nothing has been published yet\.$/)
  })

  test('what is damaged or of another definition is refused with its sentence', async () => {
    const { app, folder } = await start()
    const manifest = manifestOf(older)
    manifest.features[0].unit = 'inches'
    writeFileSync(join(folder, older, 'manifest.json'), JSON.stringify(manifest))
    for (const file of ['', '/manifest.json', '/species.json']) {
      const reply = await app.inject(`/models/${older}${file}`)
      expect([reply.statusCode, reply.json().error]).toEqual([409, expect.stringMatching(/sha256 differs/)])
    }
    sealAgain(join(folder, older))
    const reply = await app.inject(`/models/${older}`)
    expect([reply.statusCode, reply.json().error]).toEqual([409, expect.stringMatching(/inches/)])
  })
})

describe('GET /models/{version}/{file}', () => {
  const url = (file: string) => `/models/${older}/${file}`

  test.each([
    ['manifest.json', 'application/json; charset=utf-8'],
    ['species.json', 'application/json; charset=utf-8'],
    ['sex.json', 'application/json; charset=utf-8'],
    ['profile.json', 'application/json; charset=utf-8'],
    ['README.md', 'text/markdown; charset=utf-8'],
  ])('%s is the file to the byte, with its sha256, for ever', async (file, type) => {
    const { app, folder } = await start()
    const bytes = readFileSync(join(folder, older, file))
    const etag = `"${sha256(bytes)}"`
    const reply = await app.inject(url(file))
    expect([reply.statusCode, reply.rawPayload.equals(bytes)]).toEqual([200, true])
    const cached = { 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }
    expect(reply.headers).toMatchObject({
      ...cached,
      etag,
      'content-type': type,
      'content-length': String(bytes.length),
    })

    const packed = await app.inject({ url: url(file), headers: { 'accept-encoding': 'gzip, br' } })
    expect(gunzipSync(packed.rawPayload).equals(bytes)).toBe(true)
    expect(packed.headers).toMatchObject({ ...cached, etag: `W/${etag}`, 'content-encoding': 'gzip' })
    for (const refusal of ['gzip;q=0', 'gzip; q=0.0, br', 'br']) {
      const plain = await app.inject({ url: url(file), headers: { 'accept-encoding': refusal } })
      expect(plain.headers).not.toHaveProperty('content-encoding')
    }
    const rather = await app.inject({ url: url(file), headers: { 'accept-encoding': 'br, gzip;q=0.05' } })
    expect(rather.headers).toHaveProperty('content-encoding')

    const known = await app.inject({ url: url(file), headers: { 'if-none-match': `W/${etag}` } })
    expect([known.statusCode, known.body]).toEqual([304, ''])
    expect(known.headers).toMatchObject({ ...cached, etag })

    const head = await app.inject({ method: 'HEAD', url: url(file) })
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', String(bytes.length)])
  })

  test.each([
    'SHA256SUMS',
    'nothing.json',
    '..%2fcurrent.json',
    '..%2f..%2fcurrent.json',
    '%2e%2e%2fhistory.jsonl',
    '..',
    '.hidden',
    '%00',
    'species.json%00',
    '.%2fspecies.json',
    'SPECIES.JSON',
    '__proto__',
    'constructor',
    'a'.repeat(5000),
  ])('%j is none of its files', async (file) => {
    const { app, folder } = await start()
    writeFileSync(join(folder, older, '.hidden'), 'x')
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { status, body } = await rawGet(app, url(file))
    expect(status).toBe(404)
    expect(JSON.parse(body).error).toMatch(/ has no file ".{1,100}"; its files are manifest\.json, /)
  })

  test('the refusal names the files', async () => {
    const { app } = await start()
    const reply = await app.inject(url('SHA256SUMS'))
    expect(reply.json().error).toBe(
      `${older} has no file "SHA256SUMS"; its files are manifest.json, species.json, sex.json, profile.json, README.md.`,
    )
    for (const header of ['etag', 'cache-control']) expect(reply.headers).not.toHaveProperty(header)
  })

  test('of a bundle of format 1 what no checksum names is kept back, whatever it leads to', async () => {
    const { app, folder } = await start()
    cpSync('registry/fixtures/format1', folder, { recursive: true })
    const old = '20261125T121639-a1b598'
    writeFileSync(join(folder, 'private'), 'of somebody')
    rmSync(join(folder, old, 'README.md'))
    symlinkSync('../private', join(folder, old, 'README.md'))
    expect((await app.inject(`/models/${old}/species.json`)).statusCode).toBe(200)
    const reply = await app.inject(`/models/${old}/README.md`)
    expect([reply.statusCode, reply.json().error]).toEqual([
      404,
      `${old} has no file "README.md"; its files are manifest.json, species.json, sex.json.`,
    ])
  })

  test('a file that was changed is refused, and served again once it is mended', async () => {
    const { app, folder } = await start()
    const path = join(folder, older, 'species.json')
    const bytes = readFileSync(path)
    expect((await app.inject(url('species.json'))).statusCode).toBe(200)
    for (const damage of [Buffer.from('{}'), bytes.toString().replace('1', '2'), bytes.subarray(1), '']) {
      writeFileSync(path, damage)
      const reply = await app.inject(url('species.json'))
      expect([reply.statusCode, reply.json().error]).toEqual([
        409,
        expect.stringMatching(/species\.json is not the file that was published/),
      ])
      expect(reply.headers).not.toHaveProperty('cache-control')
    }
    rmSync(path)
    expect((await app.inject(url('species.json'))).json().error).toMatch(/species\.json can't be read \(ENOENT\)/)
    writeFileSync(`${path}.new`, bytes)
    renameSync(`${path}.new`, path)
    expect((await app.inject(url('species.json'))).rawPayload.equals(bytes)).toBe(true)
  })
})
