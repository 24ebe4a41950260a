import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readBundle } from '../../registry/bundle.js'
import { readPointer } from '../../registry/pointer.js'
import { penguins, registryOf } from '../../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { having } from '../../test/having.js'
import { trainModel } from '../../test/trainedModel.js'
import { load } from '../load.js'
import { preprocess, preprocessDefaults } from '../preprocess.js'
import { parametersSchema } from './parameters.js'
import { train } from './train.js'
import { tryParameters } from './tryParameters.js'

test('publishes a bundle that tells all, and points to it', async () => {
  const modelsDir = temporaryFolder()
  const result = await trainModel(modelsDir)
  expect(await readPointer(modelsDir)).toBe(result.version)
  expect(readdirSync(join(modelsDir, result.version)).sort()).toEqual([
    'README.md',
    'SHA256SUMS',
    'manifest.json',
    'profile.json',
    'sex.json',
    'species.json',
  ])
  const { manifest } = await readBundle(registryOf(modelsDir), result.version)
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
  for (const target of Object.values(manifest.targets)) {
    const { metrics } = having(target, 'classes')
    expect(metrics.test.confusion.flat().reduce((a, b) => a + b)).toBe(metrics.test.rows)
    expect(Object.values(metrics.gain_importance).reduce((a, b) => a + b)).toBeCloseTo(1, 4)
    for (const shares of Object.values(metrics.mean_abs_shap!)) expect(Object.keys(shares)).toHaveLength(4)
  }
})

test('the figures of the test rows have an interval', async () => {
  const modelsDir = temporaryFolder()
  const { manifest } = await readBundle(registryOf(modelsDir), (await trainModel(modelsDir)).version)
  for (const name of ['species', 'sex']) {
    const { log_loss, log_loss_interval } = having(manifest.targets[name], 'classes').metrics.test
    expect(log_loss_interval!.low).toBeLessThan(log_loss)
    expect(log_loss_interval!.high).toBeGreaterThan(log_loss)
    // The standard error of the mean over some 69 rows, whose losses lie between 0 and about 3.
    expect(log_loss_interval!.high - log_loss_interval!.low).toBeLessThan(0.5)
  }
})

test('is about as good as Python’s XGBoost on these data', async () => {
  const { targets } = await trainModel(temporaryFolder())
  expect(having(targets.species, 'cv_accuracy').cv_accuracy).toBeGreaterThan(0.955)
  expect(having(targets.sex, 'cv_accuracy').cv_accuracy).toBeGreaterThan(0.88)
  expect(having(targets.species, 'test_accuracy').test_accuracy).toBeGreaterThan(0.9)
  expect(having(targets.sex, 'test_accuracy').test_accuracy).toBeGreaterThan(0.8)
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
  const options = { parameters: parametersSchema.parse({}), seed: 1, modelsDir, promote: 'unless-worse' as const }
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

test('where rows are too few, the commonest reason is named: for training and for a trial', async () => {
  const { database } = await freshDatabase()
  const [file, modelsDir] = [join(temporaryFolder(), 'few.csv'), temporaryFolder()]
  const options = { parameters: parametersSchema.parse({}), seed: 1, modelsDir, promote: 'unless-worse' as const }
  const refused = async (change: (row: string, i: number) => string, says: string) => {
    const [header, ...rows] = readFileSync(penguins.file, 'utf8').trim().split('\n')
    writeFileSync(file, [header, ...rows.map(change)].join('\n'))
    await load(database, file)
    await preprocess(database, preprocessDefaults)
    await expect(train(database, options)).rejects.toThrow(says)
    await expect(tryParameters(database, options)).rejects.toThrow(says)
  }
  await refused(
    (row) => row.replace(/[^,]*MALE$/, (sex) => sex.toLowerCase()),
    'sex FEMALE has 0 rows to train on and 0 to test on, and needs 5 and 1: 334 of 334 values of sex are unknown, for example "male" on line 2 (known are FEMALE, MALE); mend',
  )
  await refused(
    (row, i) => (i > 20 ? row.replaceAll('.', '') : row),
    'species Chinstrap has 1 rows to train on and 0 to test on, and needs 5 and 1: 322 rows were rejected, most for impossible measurement in 320 rows (line 23: culmen_length_mm is 377, outside',
  )
})

test('copies of rows do not make a model look better', async () => {
  const [header, ...rows] = readFileSync(penguins.file, 'utf8').trim().split('\n')
  const file = join(temporaryFolder(), 'copies.csv')
  writeFileSync(file, [header, ...Array.from({ length: 20 }, () => rows).flat()].join('\n'))
  const { database } = await freshDatabase()
  await load(database, file)
  await preprocess(database, preprocessDefaults)
  const options = { parameters: parametersSchema.parse({}), seed: 42 }
  const { targets } = await train(database, { ...options, modelsDir: temporaryFolder(), promote: 'always' })
  expect(having(targets.species, 'cv_accuracy').cv_accuracy).toBeGreaterThan(0.95)
  expect(having(targets.species, 'cv_accuracy').cv_accuracy).toBeLessThan(0.99)
  expect(having(targets.sex, 'cv_accuracy').cv_accuracy).toBeLessThan(0.96)

  // All of a class are copies of one row: no fold can judge what the others have learned of it.
  await sql`update penguins set culmen_length_mm = 49, culmen_depth_mm = 19, flipper_length_mm = 200, body_mass_g = 3700
    where species = 'Chinstrap'`.execute(database.db)
  const message =
    /species Chinstrap has \d+ rows to train on, but rows of equal measurements are judged together and so they reach only 1 of the 5 folds/
  await expect(tryParameters(database, options)).rejects.toThrow(message)
})

test('cross-validation of the reference data gives the figures that it always gave', async () => {
  const { database } = await freshDatabase()
  await load(database, penguins.file)
  await preprocess(database, preprocessDefaults)
  const options = { parameters: parametersSchema.parse({}), seed: 42, promote: 'never' as const }
  const { targets } = await train(database, { ...options, modelsDir: temporaryFolder() })
  expect(targets.species).toMatchObject({ cv_accuracy: 0.9855, cv_sd: 0.0325 })
  expect(targets.sex).toMatchObject({ cv_accuracy: 0.9359, cv_sd: 0.0344 })
})

test('a folder that can not be written is one sentence', async () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'models'), 'a file')
  await expect(trainModel(join(folder, 'models'))).rejects.toThrow(
    /No model was published and the one in use stays: .*EEXIST/,
  )
})
