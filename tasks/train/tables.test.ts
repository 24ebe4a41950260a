import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Dataset } from '../../core/dataset/dataset.js'
import { predict } from '../../core/model/predict.js'
import { isProved } from '../../core/model/prove.js'
import { sum } from '../../core/numbers.js'
import { mulberry32 } from '../../core/random.js'
import { readBundle } from '../../registry/bundle.js'
import { freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { having } from '../../test/having.js'
import { type FilledField, writeMixedTable, writeTable } from '../../test/tables.js'
import { trainModel } from '../../test/trainedModel.js'
import { load } from '../load.js'
import { preprocess, preprocessDefaults } from '../preprocess.js'
import { parametersSchema } from './parameters.js'
import { train } from './train.js'
import { readTrainingData } from './trainingData.js'
import { bestOf } from './trial.js'
import { tryParameters } from './tryParameters.js'

const number = (name: string, text: FilledField['text'], role: FilledField['role'] = 'feature'): FilledField => ({
  name,
  role,
  type: 'number',
  text,
})

async function trained(dataset: Dataset, parameters = {}) {
  const folder = temporaryFolder()
  const result = await trainModel(folder, parameters, dataset)
  return { ...result, model: await readBundle({ folder, dataset }, result.version) }
}

/** A database with a table in it, split. */
async function prepared(dataset: Dataset) {
  const { database } = await freshDatabase(undefined, dataset)
  await load(database, dataset.file)
  await preprocess(database, preprocessDefaults)
  return database
}

const options = { parameters: parametersSchema.parse({}), seed: 1 }

test('features of every kind teach targets of every kind, and what is missing is missing', async () => {
  const { model, targets, folder } = await trained(await writeMixedTable(temporaryFolder()))
  const { manifest } = model
  expect(manifest.features).toEqual([
    { name: 'Größe in m²', kind: 'number', unit: 'm²', min: expect.any(Number), max: expect.any(Number) },
    { name: 'step', kind: 'number', min: -2, max: 2 },
    { name: 'city', kind: 'category', categories: ['Köln', 'New "York"', 'a,b', '<=50K'] },
    { name: 'fresh', kind: 'boolean' },
  ])
  expect(manifest.format).toBe(3)
  expect(manifest.dataset.definition).toMatchObject({ resources: [{ name: 'mixed' }] })
  expect(Object.values(manifest.targets).map(({ file }) => file)).toEqual(['target1.json', 'grade.json', 'sold.json'])
  expect(JSON.parse(readFileSync(join(folder, 'target1.json'), 'utf8')).learner.feature_names).toEqual([
    'Größe in m²',
    'step',
    'city=Köln',
    'city=New "York"',
    'city=a,b',
    'city=＜=50K',
    'fresh',
  ])

  const price = having(manifest.targets['Preis in €'], 'range')
  expect(price).toMatchObject({ objective: 'reg:squarederror', unit: '€' })
  expect(price.range.min).toBeLessThan(price.range.mean)
  expect(price.range.max).toBeGreaterThan(price.range.mean)
  // Rows without a price teach the other targets, and the other way round.
  expect(price.rows.train).toBeLessThan(manifest.dataset.rows.train)
  expect(having(manifest.targets.sold, 'classes').classes).toEqual(['false', 'true'])
  for (const { metrics } of Object.values(manifest.targets)) {
    expect(Object.keys(metrics.gain_importance)).toEqual(['Größe in m²', 'step', 'city', 'fresh'])
    expect(sum(Object.values(metrics.gain_importance))).toBeCloseTo(1, 4)
    for (const values of Object.values(metrics.mean_abs_shap!)) expect(Object.keys(values)).toHaveLength(4)
  }
  expect(Object.keys(price.metrics.mean_abs_shap!)).toEqual(['value'])
  const { rmse, rmse_interval } = price.metrics.test
  expect(rmse_interval!.low).toBeLessThan(rmse)
  expect(rmse_interval!.high).toBeGreaterThan(rmse)
  expect(rmse_interval!.high - rmse_interval!.low).toBeLessThan(rmse)

  expect(having(targets['Preis in €'], 'cv_rmse')).toMatchObject({
    test_r2: expect.any(Number),
    cv_sd: expect.any(Number),
  })
  expect(having(targets['Preis in €'], 'test_r2').test_r2).toBeGreaterThan(0.8)
  expect(having(targets.sold, 'cv_accuracy').cv_accuracy).toBeGreaterThan(0.85)
  expect(manifest.golden.flatMap(({ features }) => features)).toContain(null)
  expect(isProved(model)).toBe(true)
  const [whole, empty] = predict(model, [{ 'Größe in m²': 20, step: -1, city: '<=50K', fresh: true }, {}])
  expect(whole!.predictions['Preis in €']).toMatchObject({ value: expect.any(Number) })
  expect(Math.abs(having(whole!.predictions['Preis in €'], 'value').value - 300)).toBeLessThan(30)
  expect(empty!.predictions['Preis in €']).toMatchObject({ training_range: { min: price.range.min } })
})

test('the same table gives the same models, to the byte', async () => {
  const dataset = await writeMixedTable(temporaryFolder())
  const [first, second] = [await trained(dataset), await trained(dataset)]
  for (const [name, { sha256 }] of Object.entries(first.model.manifest.targets)) {
    expect(second.model.manifest.targets[name]!.sha256).toBe(sha256)
  }
})

test('parameters are compared over targets with classes and numbers', async () => {
  const database = await prepared(await writeMixedTable(temporaryFolder()))
  const good = await tryParameters(database, options)
  const bad = await tryParameters(database, { ...options, parameters: parametersSchema.parse({ num_round: 1 }) })
  expect(Object.keys(good.accuracy)).toEqual(['grade', 'sold'])
  expect(Object.keys(good.rmse!)).toEqual(['Preis in €'])
  expect(good.relative_squared_error).toBeLessThan(bad.relative_squared_error!)
  expect(bestOf([bad, good])).toBe(good)
  expect(
    bestOf([
      { ...bad, log_loss: 0, relative_squared_error: 0.1 },
      { ...good, log_loss: 0.2 },
    ]).parameters.num_round,
  ).toBe(1)
})

test('of fifty classes some have no row to test on, and no figure is the worse for it', {
  timeout: 120_000,
}, async () => {
  const random = mulberry32(3)
  // The last class is rare.
  const rows = Array.from({ length: 1500 }, (_, row) => {
    const label = row < 12 ? 49 : Math.floor(random() * 49)
    return { label, near: label + random(), far: random() }
  })
  const dataset = await writeTable(
    temporaryFolder(),
    'fifty',
    [
      number('near', (row) => rows[row]!.near.toFixed(4)),
      number('far', (row) => rows[row]!.far.toFixed(4)),
      {
        name: 'kind',
        role: 'target',
        type: 'string',
        categories: Array.from({ length: 50 }, (_, i) => `class ${i}`),
        text: (row) => `class ${rows[row]!.label}`,
      },
    ],
    rows.length,
  )
  const database = await prepared(dataset)
  await sql`update fifty set split = 'train' where kind = 'class 49'`.execute(database.db)
  const modelsDir = temporaryFolder()
  const few = {
    ...options,
    parameters: parametersSchema.parse({ num_round: 5 }),
    modelsDir,
    promote: 'unless-worse' as const,
  }
  const { version, folder } = await train(database, few)
  const { manifest } = await readBundle({ folder: modelsDir, dataset }, version)
  const { metrics } = having(manifest.targets.kind, 'classes')
  expect(metrics.test.classes['class 49']).toMatchObject({ recall: 0, rows: 0 })
  expect(metrics.test.macro_f1).toBeGreaterThan(0.8)
  const next = await train(database, { ...few, seed: 2 })
  const { verdict } = (await readBundle({ folder: modelsDir, dataset }, next.version)).manifest
  expect(Object.keys(having(verdict!.targets.kind, 'log_loss').recall!)).not.toContain('class 49')
  for (const name of ['manifest.json', 'README.md']) {
    expect(readFileSync(join(folder, name), 'utf8')).not.toMatch(/NaN|Infinity|: null/)
  }

  await sql`update fifty set kind = 'class 48' where kind = 'class 49' and near > 49.2`.execute(database.db)
  await expect(train(database, few)).rejects.toThrow(
    /^kind class 49 has \d rows to train on and 0 to test on, and needs 5 to train on; load more rows/,
  )
})

test('a hundred columns, values of -1 among them and one empty, teach a number', { timeout: 120_000 }, async () => {
  const random = mulberry32(5)
  const rows = Array.from({ length: 300 }, () => Array.from({ length: 100 }, () => Math.floor(random() * 5) - 2))
  const columns = Array.from({ length: 100 }, (_, i) => number(`column ${i}`, (row) => rows[row]![i]!))
  const features = [...columns, number('empty', () => '')]
  const y = number('y', (row) => 3 * rows[row]![7]! - 2 * rows[row]![60]! + random(), 'target')
  const { targets, model } = await trained(await writeTable(temporaryFolder(), 'wide', [...features, y], rows.length))
  expect(having(targets.y, 'test_r2').test_r2).toBeGreaterThan(0.8)
  expect(model.manifest.features).toHaveLength(101)
  expect(model.manifest.features.at(-1)).toEqual({ name: 'empty', kind: 'number' })
  const { gain_importance: gain } = model.manifest.targets.y!.metrics
  expect(gain['column 7']! + gain['column 60']!).toBeGreaterThan(0.5)
})

test('a number needs ten rows to train on and two to test on, of more than one value', async () => {
  const refused = async (rowCount: number, text: FilledField['text'], says: RegExp) => {
    const fields = [number('a', (row) => row), number('price', text, 'target')]
    const database = await prepared(await writeTable(temporaryFolder(), 'few', fields, rowCount))
    await expect(tryParameters(database, options)).rejects.toThrow(says)
  }
  await refused(9, (row) => row, /^price has \d rows to train on and \d to test on, and needs 10 and 2; load more rows/)
  await refused(60, () => 7, /^price is 7 in all \d\d rows to train on, which leaves nothing to learn; load more rows/)
  await refused(60, (row) => (row < 50 ? '' : row), /^price has \d rows to train on/)
})

test('a value that somebody has put into the table, and that the definition does not allow, is named', async () => {
  const database = await prepared(await writeMixedTable(temporaryFolder()))
  const refused = async (column: string, value: unknown, says: string) => {
    const { line, [column]: before } = await database.db
      .selectFrom('mixed')
      .selectAll()
      .where(database.db.dynamic.ref(column), 'is not', null)
      .executeTakeFirstOrThrow()
    const set = (it: unknown) =>
      sql`update mixed set ${sql.ref(column)} = ${it} where line = ${line}`.execute(database.db)
    await set(value)
    await expect(readTrainingData(database)).rejects.toThrow(
      `mixed, line ${line}: ${column} is ${says}; preprocess again`,
    )
    await set(before)
  }
  await refused('step', 3, '3, not -2 to 2')
  await refused('Größe in m²', 1e300, '1e+300, not a number')
  await refused('Preis in €', 1e300, '1e+300, not a number')
  await refused('fresh', 2, '2, not 0 or 1')
  await refused('city', 'Ulm', '"Ulm", none of Köln, New "York", a,b, <=50K')
  await refused('sold', 7, '7, not 0 or 1')
})
