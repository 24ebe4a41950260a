import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { registryOf } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { sealAgain, trainModel } from '../test/trainedModel.js'
import { readBundle } from './bundle.js'
import { renderCard } from './card.js'
import { readPointer } from './pointer.js'

const modelsDir = temporaryFolder()
let version = ''
beforeAll(async () => {
  version = (await trainModel(modelsDir)).version
})

/** A copy of the bundle with one file changed, and the checksums with it. */
function damaged(file: string, change: (text: string) => string): string {
  const copy = temporaryCopies()
  const path = join(copy, version, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
  sealAgain(join(copy, version))
  return copy
}

let copies = 0
function temporaryCopies(): string {
  const copy = join(modelsDir, `.copy-${copies++}`)
  mkdirSync(copy)
  cpSync(join(modelsDir, version), join(copy, version), { recursive: true })
  return copy
}

test('reads the version that the pointer names', async () => {
  expect(await readPointer(modelsDir)).toBe(version)
  const model = await readBundle(registryOf(modelsDir), version)
  expect(model.manifest.version).toBe(version)
  expect(Object.keys(model.boosters)).toEqual(['species', 'sex'])
})

test('no folder and no pointer are no model yet', async () => {
  expect(await readPointer(join(modelsDir, 'nowhere'))).toBeUndefined()
})

test('a pointer written by hand needs no checksum', async () => {
  const folder = join(modelsDir, `.pointer-${copies++}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'current.json'), ` { "version" : "${version}" }\r\n`)
  expect(await readPointer(folder)).toBe(version)
})

test('`sha256sum -c` checks a bundle', () => {
  const check = spawnSync('sha256sum', ['--check', '--strict', 'SHA256SUMS'], {
    cwd: join(modelsDir, version),
    encoding: 'utf8',
  })
  expect(check.stdout.split('\n').sort()).toEqual([
    '',
    ...['README.md: OK', 'manifest.json: OK', 'profile.json: OK', 'sex.json: OK', 'species.json: OK'],
  ])
})

test.each([
  '',
  'x',
  '{}',
  '{"version": "../../etc"}',
  '{"version": ".."}',
  '{"version": "v1", "sha256": "0"}',
  '{"version": "v1", "sum": "0"}',
  '{"version": "\0"}',
])('refuses the pointer %j', async (text) => {
  const folder = join(modelsDir, `.pointer-${copies++}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'current.json'), text)
  await expect(readPointer(folder)).rejects.toThrow(/current.json does not name a version/)
})

test.each(['../x', '..', 'a/b', ''])('refuses the version %j', async (name) => {
  await expect(readBundle(registryOf(modelsDir), name)).rejects.toThrow(/is no version/)
})

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    'a changed byte in a model',
    'sex.json',
    (text) => text.replace('1', '2'),
    /sex.json is not the file that was published/,
  ],
  [
    'another profile than that of its manifest',
    'profile.json',
    (text) => text.replace('39.1', '39.2'),
    /profile.json is not the file that was published/,
  ],
  ['a manifest that is no JSON', 'manifest.json', (text) => text.slice(1), /it is not JSON/],
  [
    'a manifest from the future',
    'manifest.json',
    (text) => text.replace('"format": 3', '"format": 4'),
    /format: must be 1, 2 or 3; another release/,
  ],
  [
    'another version in it',
    'manifest.json',
    (text) => text.replace(/"version": "[^"]+/, '"version": "other'),
    /version other/,
  ],
  [
    'other features',
    'manifest.json',
    (text) => text.replaceAll('body_mass_g', 'wing_span_mm'),
    /its features are .*wing_span_mm/,
  ],
  [
    'other classes',
    'manifest.json',
    (text) => text.replace(/("classes": \[[^\]]*)"Gentoo"/, '$1"Emperor"'),
    /its species classes are .*Emperor/,
  ],
  [
    'other golden rows',
    'manifest.json',
    (text) => text.replace(/("features": \[\s+)[\d.]+/, '$120'),
    /does not predict what its/,
  ],
  ['a path for a file', 'manifest.json', (text) => text.replace('"sex.json"', '"../sex.json"'), /targets.sex.file/],
])('refuses %s', async (_, file, change, message) => {
  await expect(readBundle(registryOf(damaged(file, change)), version)).rejects.toThrow(message)
})

test('a bundle from before there were profiles is read', async () => {
  const copy = damaged('manifest.json', (text) => {
    const { source: _, profile, ...manifest } = JSON.parse(text)
    expect(profile.file).toBe('profile.json')
    for (const { metrics } of Object.values<{ metrics: { test: object } }>(manifest.targets)) {
      metrics.test = { ...metrics.test, log_loss_interval: undefined }
    }
    return JSON.stringify(manifest)
  })
  rmSync(join(copy, version, 'profile.json'))
  sealAgain(join(copy, version))
  const { manifest } = await readBundle(registryOf(copy), version)
  expect(manifest.profile).toBeUndefined()
  expect(renderCard(manifest)).not.toMatch(/Made by|undefined|interval of/)
})

test.each([
  [0, /golden: holds no row to prove the model by/],
  [1001, /golden: holds more than 1000 rows/],
])('refuses %i golden rows', async (count, message) => {
  const copy = damaged('manifest.json', (text) => {
    const manifest = JSON.parse(text)
    return JSON.stringify({ ...manifest, golden: Array(count).fill(manifest.golden[0]) })
  })
  await expect(readBundle(registryOf(copy), version)).rejects.toThrow(message)
})

test('refuses a manifest of more than a megabyte before it is read', async () => {
  const copy = damaged('manifest.json', (text) => text + ' '.repeat(1 << 20))
  await expect(readBundle(registryOf(copy), version)).rejects.toThrow(
    /manifest.json can't be read \(it has \d+ bytes, and 1048576/,
  )
})

test('refuses a half-copied folder', async () => {
  const copy = temporaryCopies()
  rmSync(join(copy, version, 'species.json'))
  await expect(readBundle(registryOf(copy), version)).rejects.toThrow(/species.json can't be read \(ENOENT\)/)
  const unlisted = temporaryCopies()
  rmSync(join(unlisted, version, 'SHA256SUMS'))
  await expect(readBundle(registryOf(unlisted), version)).rejects.toThrow(/SHA256SUMS can't be read \(ENOENT\)/)
  await expect(readBundle(registryOf(copy), 'nowhere')).rejects.toThrow(/manifest.json can't be read \(ENOENT\)/)
})
