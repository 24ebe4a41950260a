import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { readBundle } from '../../../../registry/bundle.js'
import { penguins, registryOf } from '../../../../test/datasets.js'
import { temporaryFolder } from '../../../../test/freshDatabase.js'
import { trainModel } from '../../../../test/trainedModel.js'
import { collectGarbage } from '../../collectGarbage.js'
import { nativeTrainer } from './native.js'

/** XGBoost's library, with which the calls come that map a file. */
const library = process.env.XGBOOST_LIBRARY ?? ''

test.skipIf(!library)('values on disk are those that were written, in portions of any size', async () => {
  const folder = temporaryFolder()
  const { store } = await nativeTrainer(library, folder, 0)
  const values = Float32Array.from({ length: 2_500_000 }, (_, i) => (i % 7 === 0 ? Number.NaN : i))
  const kept = store!(values.length)
  let from = 0
  for (const size of [0, 1, 999_998, 1, 2, 1_400_000, values.length]) {
    kept.write(values.subarray(from, from + size))
    from += size
  }
  const read = kept.finish()
  expect(Buffer.compare(Buffer.from(read.buffer), Buffer.from(values.buffer))).toBe(0)
  // No name is left: a killed process leaves nothing.
  expect(readdirSync(folder)).toEqual([])
})

test.skipIf(!library || !existsSync('/proc/self/maps'))('they are unmapped when nothing uses them', async () => {
  const { store } = await nativeTrainer(library, temporaryFolder(), 0)
  const mapped = () => readFileSync('/proc/self/maps', 'utf8').match(/\/values \(deleted\)/g)?.length ?? 0
  const before = mapped()
  const use = () => {
    const values = [1, 2, 3].map((value) => {
      const kept = store!(1)
      kept.write(Float32Array.of(value))
      return kept.finish()
    })
    expect(mapped()).toBe(before + 3)
    return values.at(-1)!
  }
  const last = use()
  for (let tries = 0; tries < 50 && mapped() > 1; tries++) {
    collectGarbage()
    await setTimeout(10)
  }
  // The last one, which is used below.
  expect(mapped()).toBe(1)
  expect(last).toEqual(Float32Array.of(3))
})

test.skipIf(!library)('a table on disk gives the same model and the same figures as one in memory', async () => {
  const bundles = []
  for (const inMemory of [undefined, 0]) {
    const modelsDir = temporaryFolder()
    const trainer = await nativeTrainer(library, temporaryFolder(), inMemory)
    const { version } = await trainModel(modelsDir, {}, penguins, trainer)
    const { targets, golden } = (await readBundle(registryOf(modelsDir), version)).manifest
    bundles.push({ targets, golden })
  }
  expect(bundles[1]).toEqual(bundles[0])
})

test.skipIf(!library)(
  'a disk without room, and a folder that is none, are a sentence before anything is written',
  async () => {
    const folder = temporaryFolder()
    const { store } = await nativeTrainer(library, folder, 0)
    expect(() => store!(1e15)).toThrow(
      new RegExp(`^The disk of ${folder} has \\d+ MB left, and this training needs 4000000000 MB for files`),
    )
    writeFileSync(join(folder, 'file'), '')
    const wrong = await nativeTrainer(library, join(folder, 'file'), 0)
    expect(() => wrong.store!(1)).toThrow(/can't be written \(EEXIST\); name a folder in MODELS_DIR/)
    expect(readdirSync(folder)).toEqual(['file'])
  },
)
