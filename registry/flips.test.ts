import { closeSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { registryOf } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { trainModel } from '../test/trainedModel.js'
import { readBundle } from './bundle.js'
import { readPointer } from './pointer.js'
import { listVersions } from './versions.js'

const models = ['sex.json', 'species.json']
const modelsDir = temporaryFolder()
let version = ''
beforeAll(async () => {
  version = (await trainModel(modelsDir, { num_round: 2, max_depth: 2 })).version
})

/** Flips bits of a file, one at a time: of every `step`th byte `bits` of them, another one each time. */
async function eachFlip(path: string, step: number, bits: number, look: (flip: string, at: number) => Promise<void>) {
  const bytes = readFileSync(path)
  const file = openSync(path, 'r+')
  for (let at = 0; at < bytes.length; at += step) {
    for (let bit = 0; bit < bits; bit++) {
      const mask = 1 << ((at + bit) % 8)
      writeSync(file, Uint8Array.of(bytes[at]! ^ mask), 0, 1, at)
      await look(`${path}, byte ${at} ^ ${mask}`, at)
    }
    writeSync(file, bytes, at, 1, at)
  }
  closeSync(file)
}

const served = (dir: string) =>
  readPointer(dir)
    .then((current) => readBundle(registryOf(dir), current!))
    .then(
      ({ manifest }) => manifest.version,
      (error) => error.code,
    )

test('no flipped byte of any file of a bundle is served, nor is its card shown', { timeout: 180_000 }, async () => {
  const names = readdirSync(join(modelsDir, version)).sort()
  expect(names).toEqual(['README.md', 'SHA256SUMS', 'manifest.json', 'profile.json', ...models])
  for (const name of names) {
    // Of the models and the profile, which are large, every thirteenth byte.
    const step = [...models, 'profile.json'].includes(name) ? 13 : 1
    await eachFlip(join(modelsDir, version, name), step, name === 'SHA256SUMS' ? 2 : 1, async (flip, at) => {
      const code = await readBundle(registryOf(modelsDir), version).catch((error) => error.code)
      expect(code, flip).toBe('MODEL_INVALID')
      if (name !== 'manifest.json' || at % 15 > 0) return
      expect((await listVersions(registryOf(modelsDir)))[0]!.manifest, flip).toBeUndefined()
    })
  }
  expect(await served(modelsDir)).toBe(version)
})

test('no flipped bit of the pointer names a version', async () => {
  await eachFlip(join(modelsDir, 'current.json'), 1, 8, async (flip) => {
    expect(await served(modelsDir), flip).toBe('MODEL_INVALID')
  })
  expect(await served(modelsDir)).toBe(version)
})
