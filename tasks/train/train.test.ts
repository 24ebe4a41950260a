import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readBundle, readCurrentVersion } from '../../core/model/bundle.js'
import { freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { trainModel } from '../../test/trainedModel.js'
import { parametersSchema } from './parameters.js'
import { train } from './train.js'

test('publishes a bundle that tells all, and points to it', async () => {
  const modelsDir = temporaryFolder()
  const result = await trainModel(modelsDir)
  expect(await readCurrentVersion(modelsDir)).toBe(result.version)
  expect(readdirSync(join(modelsDir, result.version)).sort()).toEqual([
    'README.md',
    'SHA256SUMS',
    'manifest.json',
    'sex.json',
    'species.json',
  ])
  const { manifest } = await readBundle(modelsDir, result.version)
  expect(manifest.dataset.rows).toEqual({ clean: 342, train: 273, test: 69, rejected: 2 })
  expect(manifest.features.map(({ name }) => name)).toEqual([
    'culmen_length_mm',
    'culmen_depth_mm',
    'flipper_length_mm',
    'body_mass_g',
  ])
  expect(manifest.targets.species!.rows).toEqual({ train: 273, test: 69 })
  expect(manifest.targets.sex!.rows.train + manifest.targets.sex!.rows.test).toBe(333)
  expect(manifest.golden).toHaveLength(8)
  expect(Object.keys(manifest.targets.species!.metrics.mean_abs_shap!)).toEqual(['Adelie', 'Chinstrap', 'Gentoo'])
  expect(Object.keys(manifest.targets.sex!.metrics.mean_abs_shap!)).toEqual(['MALE'])
  // What Gentoos are known by.
  expect(manifest.targets.species!.metrics.mean_abs_shap!.Gentoo!.flipper_length_mm).toBeGreaterThan(1)
  for (const { metrics } of Object.values(manifest.targets)) {
    expect(metrics.test.confusion.flat().reduce((a, b) => a + b)).toBe(metrics.test.rows)
    expect(Object.values(metrics.gain_importance).reduce((a, b) => a + b)).toBeCloseTo(1, 4)
    for (const shares of Object.values(metrics.mean_abs_shap!)) expect(Object.keys(shares)).toHaveLength(4)
  }
})

test('is about as good as Python’s XGBoost on these data', async () => {
  const { targets } = await trainModel(temporaryFolder())
  expect(targets.species!.cv_accuracy).toBeGreaterThan(0.955)
  expect(targets.sex!.cv_accuracy).toBeGreaterThan(0.88)
  expect(targets.species!.test_accuracy).toBeGreaterThan(0.9)
  expect(targets.sex!.test_accuracy).toBeGreaterThan(0.8)
})

test('same rows, same seed: the same model, to the byte; other parameters: another', async () => {
  const modelsDir = temporaryFolder()
  const read = (version: string) => readFileSync(join(modelsDir, version, 'species.json'), 'utf8')
  const first = await trainModel(modelsDir)
  const second = await trainModel(modelsDir)
  const third = await trainModel(modelsDir, { max_depth: 2 })
  expect(second.version).not.toBe(first.version)
  expect(read(second.version)).toBe(read(first.version))
  expect(read(third.version)).not.toBe(read(first.version))
})

test('without rows, or with too few of a class, nothing is published', async () => {
  const { database } = await freshDatabase()
  const modelsDir = temporaryFolder()
  const options = { parameters: parametersSchema.parse({}), seed: 1, modelsDir, promote: 'if-better' as const }
  await expect(train(database, options)).rejects.toThrow(/penguins is empty; run `penguins preprocess` first/)
  await sql`insert into penguins values (2, 'Adelie', 'Dream', 39.1, 18.7, 181, 3750, 'MALE', 'train')`.execute(
    database.db,
  )
  await expect(train(database, options)).rejects.toThrow(/species Adelie has 1 rows to train on and 0 to test on/)
  await sql`update penguins set species = 'Emperor'`.execute(database.db)
  await expect(train(database, options)).rejects.toThrow(/penguins, line 2: species is "Emperor", none of/)
  await sql`update penguins set species = 'Adelie', body_mass_g = -5`.execute(database.db)
  await expect(train(database, options)).rejects.toThrow(/penguins, line 2: body_mass_g is -5, not 1500 to 9000 g/)
  expect(readdirSync(modelsDir)).toEqual([])
})

test('a folder that can not be written is one sentence', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'models'), 'a file')
  await expect(trainModel(join(folder, 'models'))).rejects.toThrow(
    /No model was published and the one in use stays: .*EEXIST/,
  )
})
