import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { trainModel } from '../../test/trainedModel.js'
import { readBundle, readCurrentVersion } from './bundle.js'

const modelsDir = temporaryFolder()
let version = ''
beforeAll(async () => {
  version = (await trainModel(modelsDir)).version
})

/** A copy of the bundle with one file changed. */
function damaged(file: string, change: (text: string) => string): string {
  const copy = temporaryCopies()
  const path = join(copy, version, file)
  writeFileSync(path, change(readFileSync(path, 'utf8')))
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
  expect(await readCurrentVersion(modelsDir)).toBe(version)
  const model = await readBundle(modelsDir, version)
  expect(model.manifest.version).toBe(version)
  expect(Object.keys(model.boosters)).toEqual(['species', 'sex'])
})

test('no folder and no pointer are no model yet', async () => {
  expect(await readCurrentVersion(join(modelsDir, 'nowhere'))).toBeUndefined()
})

test.each(['', 'x', '{}', '{"version": "../../etc"}', '{"version": ".."}'])('refuses the pointer %j', async (text) => {
  const folder = join(modelsDir, `.pointer-${copies++}`)
  mkdirSync(folder)
  writeFileSync(join(folder, 'current.json'), text)
  await expect(readCurrentVersion(folder)).rejects.toThrow(/current.json does not name a version/)
})

test.each(['../x', '..', 'a/b', ''])('refuses the version %j', async (name) => {
  await expect(readBundle(modelsDir, name)).rejects.toThrow(/is no version/)
})

test.each<[string, string, (text: string) => string, RegExp]>([
  [
    'a changed byte in a model',
    'sex.json',
    (text) => text.replace('1', '2'),
    /sex.json is not the file that was published/,
  ],
  ['a manifest that is no JSON', 'manifest.json', (text) => text.slice(1), /it is not JSON/],
  [
    'a manifest from the future',
    'manifest.json',
    (text) => text.replace('"format": 1', '"format": 2'),
    /format: must be 1/,
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
    (text) => text.replace('"Gentoo"\n', '"Emperor"\n'),
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
  await expect(readBundle(damaged(file, change), version)).rejects.toThrow(message)
})

test('refuses a half-copied folder', async () => {
  const copy = temporaryCopies()
  rmSync(join(copy, version, 'species.json'))
  await expect(readBundle(copy, version)).rejects.toThrow(/species.json can't be read \(ENOENT\)/)
  await expect(readBundle(copy, 'nowhere')).rejects.toThrow(/manifest.json can't be read \(ENOENT\)/)
})
