import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { readDataset } from '../../core/dataset/readDataset.js'
import { mulberry32 } from '../../core/random.js'
import type { Database } from '../../database/database.js'
import { penguins } from '../../test/datasets.js'
import { databaseUrl, dropTables, freshDatabase, temporaryFolder } from '../../test/freshDatabase.js'
import { logPredictions } from '../../test/logPredictions.js'
import { writePeople } from '../../test/people.js'
import { trainModel } from '../../test/trainedModel.js'
import { load } from '../load.js'
import { preprocess, preprocessDefaults } from '../preprocess.js'
import { parametersSchema } from '../train/parameters.js'
import { train } from '../train/train.js'
import { loadLabels } from './loadLabels.js'
import { monitor } from './monitor.js'

const folder = temporaryFolder()
const modelsDir = join(folder, 'models')
const registry = { folder: modelsDir, dataset: penguins }
const url = databaseUrl()
let database: Database
let version: string

beforeAll(async () => {
  database = (await freshDatabase(url)).database
  version = (await trainModel(modelsDir)).version
})

const measured = readFileSync('data/penguins_size.csv', 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .filter((row) => row[2] !== 'NA')
  .map(([species, , ...row]) => ({ species: species!, row: row.slice(0, 4).map(Number) as number[] }))
const bird = (row: readonly number[]) => Object.fromEntries(penguins.features.map(({ name }, i) => [name, row[i]!]))
const birds = measured.map(({ row }) => bird(row))

/** The log holds these rows and no others. */
async function serve(rows: typeof birds) {
  await dropTables(database)
  return logPredictions(url, modelsDir, penguins, rows, 'asked')
}

test('nothing was ever logged, or there is no model: it says what to do', async () => {
  await dropTables(database)
  await expect(monitor(database, registry)).rejects.toThrow(
    /^There is no penguins_prediction_log in .* PREDICTION_LOG set/,
  )
  await expect(monitor(database, { ...registry, folder })).rejects.toThrow(/^There is no model yet/)
})

test('few rows tell nothing', async () => {
  await serve(birds.slice(0, 199))
  expect(await monitor(database, registry)).toMatchObject({
    status: 'unknown',
    rows: 199,
    says: `Too few rows to tell: 199 of ${version} were logged in the last 7 days, and 200 are needed.`,
  })
  expect(await monitor(database, registry, { days: 1, minRows: 100 })).toMatchObject({ rows: 199 })
})

test('the rows that it learned from need no new model, whatever chance picks of them', async () => {
  const random = mulberry32(1)
  await serve(Array.from({ length: 250 }, () => birds[Math.floor(random() * birds.length)]!))
  const result = await monitor(database, registry)
  expect(result).toMatchObject({ version, status: 'stable', rows: 250, has_profile: true })
  expect(result.says).toMatch(
    /^No need to retrain: the 250 rows of the last 7 days are like those that .* learned from/,
  )
  expect(Object.keys(result.features)).toEqual(penguins.features.map(({ name }) => name))
  expect(result.features.body_mass_g!.psi).toBeLessThan(result.features.body_mass_g!.psi_by_chance!)
})

test('a feature that has moved is named, and so is what lies outside', async () => {
  await serve(birds.map((it) => ({ ...it, body_mass_g: it.body_mass_g! + 2000 })))
  const result = await monitor(database, registry)
  expect(result).toMatchObject({ status: 'retrain', rows: 342 })
  expect(result.says).toMatch(/^Retrain: body_mass_g \(PSI \d\.\d\d\)/)
  expect(result.features.body_mass_g!.outside).toBeGreaterThan(0.2)
  expect(result.features.culmen_depth_mm).toMatchObject({ outside: 0, missing: 0 })
  expect(result.outside).toBeGreaterThanOrEqual(result.features.body_mass_g!.outside)
  const { shares } = result.targets.sex as { shares: Record<string, [number, number]> }
  expect(shares.MALE![1]).toBeGreaterThan(shares.MALE![0])
})

test('rows of another version, and those before the window, do not count', async () => {
  await serve(birds)
  await sql`update penguins_prediction_log set model_version = 'older' where id <= 10`.execute(database.db)
  await sql`update penguins_prediction_log set request_time = '2001-01-01 00:00:00' where id > 10 and id <= 30`.execute(
    database.db,
  )
  expect(await monitor(database, registry)).toMatchObject({ rows: 312 })
  expect(await monitor(database, registry, { days: 20_000, minRows: 1 })).toMatchObject({ rows: 332 })
})

test('of very many rows an even sample is read', async () => {
  await serve(birds)
  const columns = sql.raw(
    database.tables.predictionLog.columns
      .slice(1)
      .map(({ name }) => name)
      .join(', '),
  )
  for (let i = 0; i < 10; i++) {
    await sql`insert into penguins_prediction_log (${columns}) select ${columns} from penguins_prediction_log`.execute(
      database.db,
    )
  }
  const { rows, status, targets } = await monitor(database, registry)
  expect(rows).toBeGreaterThan(100_000)
  expect(rows).toBeLessThanOrEqual(200_000)
  expect(status).toBe('stable')
  expect((targets.species as { shares: Record<string, number[]> }).shares.Gentoo![1]).toBeCloseTo(0.36, 1)
})

test('true labels give the live accuracy, and one that is worse than on the test rows by more than chance says retrain', async () => {
  const answers = await serve(birds)
  const file = join(folder, 'labels.csv')
  const write = (labelOf: (i: number) => string) =>
    writeFileSync(
      file,
      ['request_id,request_row,species', ...birds.map((_, i) => `asked,${i},${labelOf(i)}`), ''].join('\n'),
    )
  write((i) => measured[i]!.species)
  await loadLabels(database, file)
  const right = measured.filter(({ species }, i) => answers[i]!.predictions.species!.label === species).length
  const { status, targets } = await monitor(database, registry)
  expect(status).toBe('stable')
  expect(targets.species!.live).toMatchObject({ rows: 342, is_worse: false })
  expect(targets.species!.live!.score).toBeCloseTo(right / 342, 4)
  expect(targets.sex!.live).toBeUndefined()

  write((i) => ['Adelie', 'Gentoo', 'Chinstrap'][i % 3]!)
  await loadLabels(database, file)
  const worse = await monitor(database, registry)
  expect(worse.status).toBe('retrain')
  expect(worse.says).toMatch(
    /^Retrain: .* predicts worse than on its test rows: species 0\.\d+ on 342 rows with true labels, 0\.\d+ on the test rows\.$/,
  )
})

test('of rows with the same id the last is what the label belongs to', async () => {
  await serve(birds)
  const turned = birds.toReversed()
  const answers = await logPredictions(url, modelsDir, penguins, turned, 'asked')
  const file = join(folder, 'again.csv')
  const labels = measured.toReversed().map(({ species }, i) => `asked,${i},${species}`)
  writeFileSync(file, ['request_id,request_row,species', ...labels, ''].join('\n'))
  await loadLabels(database, file)
  const { rows, targets } = await monitor(database, registry)
  const right = answers.filter((it, i) => it.predictions.species!.label === measured.at(-1 - i)!.species).length
  expect(rows).toBe(684)
  expect(targets.species!.live).toMatchObject({ rows: 342, score: expect.closeTo(right / 342, 4) })
})

test.each(['counts', 'none'] as const)(
  'a bundle that keeps %s of its rows is compared by what it has',
  async (profile) => {
    const { database } = await freshDatabase(url)
    await load(database, penguins.file)
    await preprocess(database, preprocessDefaults)
    const other = join(folder, profile)
    const parameters = parametersSchema.parse({})
    await train(database, { parameters, seed: 1, modelsDir: other, promote: 'always', profile })
    await logPredictions(url, other, penguins, birds, 'asked')
    const result = await monitor(database, { folder: other, dataset: penguins })
    expect(result.targets.species!.psi).toBeLessThan(0.1)
    if (profile === 'counts') {
      expect(result).toMatchObject({ status: 'stable', has_profile: true })
      expect(result.features.body_mass_g!.psi).toBeLessThan(0.01)
      return
    }
    expect(result).toMatchObject({ status: 'unknown', has_profile: false })
    expect(result.says).toMatch(/^Nobody can tell: .* train with PROFILE=counts or rows\.$/)
    expect(result.features.body_mass_g).toEqual({ outside: expect.any(Number), missing: 0 })
  },
)

test('any table: a number is compared by its quantiles, and its true values give the live error', async () => {
  const people = await readDataset(writePeople(folder))
  const other = join(folder, 'people')
  await trainModel(other, {}, people)
  const { database } = await freshDatabase(url, people)
  const random = mulberry32(5)
  const rows = Array.from({ length: 400 }, () => ({
    'Alter (Jahre)': 17 + Math.floor(random() * 70),
    'größe/~1 m': random() < 0.1 ? null : 1 + random(),
    'kWh "`$x"': random() - 0.5,
    'aktiv?': random() < 0.5,
    'opt in': random() < 0.5,
    Ort: 'Köln',
    Klasse: String(1 + Math.floor(random() * 3)),
    'work</script>': random() < 0.5 ? 'never' : 'self',
  }))
  const answers = await logPredictions(url, other, people, rows, 'asked')
  const file = join(folder, 'prices.csv')
  const prices = answers.map(
    ({ predictions }, i) => `asked,${i},${predictions['Preis in €']!.value + (i % 2 ? 30 : -40)},${i % 2 === 0}`,
  )
  writeFileSync(file, ['request_id,request_row,Preis in €,treu', ...prices, ''].join('\n'))
  await loadLabels(database, file)

  const result = await monitor(database, { folder: other, dataset: people })
  expect(result.status).toBe('retrain')
  expect(result.features.Ort!.psi).toBeGreaterThan(0.25)
  expect(result.features['work</script>']).toMatchObject({ outside: expect.closeTo(0.5, 1) })
  expect(result.features['Alter (Jahre)']).toMatchObject({ outside: expect.closeTo(0, 1) })
  const price = result.targets['Preis in €'] as { quantiles: Record<string, [number, number]>; live: { score: number } }
  expect(price.quantiles['50']![1]).toBeGreaterThan(price.quantiles['50']![0])
  expect(price.live).toMatchObject({ rows: 400, score: expect.closeTo(Math.sqrt((900 + 1600) / 2), 1) })
  expect(result.targets.treu!.live).toMatchObject({ rows: 400, score: expect.any(Number) })
  await dropTables(database)
})

test('a damaged profile is said', async () => {
  await serve(birds.slice(0, 1))
  rmSync(join(modelsDir, version, 'profile.json'))
  await expect(monitor(database, registry)).rejects.toThrow(/profile\.json can't be read/)
})
