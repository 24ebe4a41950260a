import { appendFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { explain } from '../core/model/explain.js'
import { predict } from '../core/model/predict.js'
import { penguin, registryOf } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { sealAgain } from '../test/trainedModel.js'
import { readBundle } from './bundle.js'
import { readPointer } from './pointer.js'
import { listVersions } from './versions.js'

// A models folder of each format, as this program published it: what is in use somewhere must be read for ever.
// The figures are Python's, by xgboost 3.2.
const fixture = (format: number) => fileURLToPath(new URL(`fixtures/format${format}`, import.meta.url))

test.each([
  [1, '20261125T121639-a1b598', 0.956495, 1.644001],
  [2, '20261125T124143-f400ff', 0.706253, 0.79701],
])(
  'a bundle of format %i is read and gives the predictions that it gave',
  async (format, version, probability, culmen) => {
    expect(await readPointer(fixture(format))).toBe(version)
    const model = await readBundle(registryOf(fixture(format)), version)
    expect(model.manifest.format).toBe(format)
    const { species } = predict(model, [penguin])[0]!.predictions
    expect(species).toMatchObject({ label: 'Adelie', probability })
    expect(explain(model, penguin).explanations.species).toMatchObject({
      classes: { Adelie: { contributions: { culmen_length_mm: culmen } } },
    })
    expect(await listVersions(registryOf(fixture(format)))).toEqual([
      { version, current: true, manifest: model.manifest },
    ])
  },
)

test('checksums that were added to a bundle of format 1 are looked at', async () => {
  const dir = temporaryFolder()
  cpSync(fixture(1), dir, { recursive: true })
  const version = (await readPointer(dir))!
  const folder = join(dir, version)
  sealAgain(folder)
  expect((await readBundle(registryOf(dir), version)).manifest.version).toBe(version)
  appendFileSync(join(folder, 'README.md'), '\n')
  await expect(readBundle(registryOf(dir), version)).rejects.toThrow(/README.md is not the file that was published/)
  sealAgain(folder)
  const manifest = join(folder, 'manifest.json')
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace('"seed"', '"seeds"'))
  await expect(readBundle(registryOf(dir), version)).rejects.toThrow(/manifest.json is not the file that was published/)
  expect((await listVersions(registryOf(dir)))[0]!.problem).toMatch(/manifest.json is not the file that was published/)
})
