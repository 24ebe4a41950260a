import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Dataset } from '../../../core/dataset/dataset.js'
import { parseManifest } from '../../../core/model/manifest.js'
import { type Profile, type ProfileMode, profileSchema } from '../../../core/model/profile.js'
import type { Database } from '../../../database/database.js'
import { recordRun } from '../../../database/runs.js'
import { readBundle } from '../../../registry/bundle.js'
import { parseSums, sha256 } from '../../../registry/sums.js'
import { penguins, registryOf } from '../../../test/datasets.js'
import { freshDatabase, temporaryFolder } from '../../../test/freshDatabase.js'
import { writeMixedTable, writeTable } from '../../../test/tables.js'
import { load } from '../../load.js'
import { preprocess, preprocessDefaults } from '../../preprocess.js'
import { parametersSchema } from '../parameters.js'
import { train } from '../train.js'

const options = { parameters: parametersSchema.parse({ num_round: 2 }), seed: 1, promote: 'always' as const }

async function trained(database: Database, profile?: ProfileMode) {
  const { folder, version } = await train(database, { ...options, profile, modelsDir: temporaryFolder() })
  const texts = Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))
  return { folder, version, texts, manifest: parseManifest(texts['manifest.json']!, folder) }
}

/** The steps as commands do them, which keep their results. */
async function loaded(database: Database, file: string) {
  const started = new Date()
  await recordRun(database, 'load', started, await load(database, file))
  await recordRun(database, 'preprocess', started, await preprocess(database, preprocessDefaults))
}

async function profileOf(dataset: Dataset, file = dataset.file) {
  const { database } = await freshDatabase(undefined, dataset)
  await loaded(database, file)
  const { texts } = await trained(database)
  return { database, text: texts['profile.json']!, profile: profileSchema.parse(JSON.parse(texts['profile.json']!)) }
}

const total = (counts: number[]) => counts.reduce((a, b) => a + b, 0)

/** The counts again, from the rows of the sample, which must then be all rows. */
function expectCounts({ columns, sample, rows }: Profile) {
  expect(sample!.lines).toHaveLength(rows.clean)
  for (const [name, column] of Object.entries(columns)) {
    const values = sample!.values[name]!
    const binOf = (value: number | string | boolean) =>
      column.edges
        ? Math.min(
            column.edges.findLastIndex((edge) => edge <= Number(value)),
            column.counts.length - 1,
          )
        : column.categories!.indexOf(String(value))
    const counted = (chosen: (row: number) => boolean) => {
      const counts = column.counts.map(() => 0)
      for (const [row, value] of values.entries()) if (value !== null && chosen(row)) counts[binOf(value)]!++
      return counts
    }
    expect(column.counts, name).toEqual(counted(() => true))
    expect(column.missing, name).toBe(values.filter((value) => value === null).length)
    for (const [target, classes] of Object.entries(column.by_class)) {
      for (const [label, counts] of Object.entries(classes)) {
        expect(counts, `${name}, ${target} ${label}`).toEqual(
          counted((row) => String(sample!.values[target]![row]) === label),
        )
      }
    }
  }
}

test('the profile of the reference data tells all that is known of the rows, and is proved with the bundle', async () => {
  const { database } = await freshDatabase()
  await loaded(database, penguins.file)
  const { texts, manifest, folder, version } = await trained(database)
  const text = texts['profile.json']!
  expect(manifest.profile).toEqual({ file: 'profile.json', sha256: sha256(text) })
  expect(parseSums(texts.SHA256SUMS!)!.get('profile.json')).toBe(sha256(text))
  const profile = profileSchema.parse(JSON.parse(text))
  const { rows, rejected, file, columns, sample } = profile
  expect(rows).toEqual({ raw: 344, clean: 342, train: 273, test: 69, rejected: 2 })
  expect(rejected.reasons).toEqual({ 'missing measurement': 2 })
  expect(rejected.first.map(({ line }) => line)).toEqual([5, 341])
  expect(rejected.first[0]).toMatchObject({
    reason: expect.stringMatching(/^culmen_length_mm is missing; /),
    fields: { species: 'Adelie', island: 'Torgersen', body_mass_g: 'NA' },
  })
  expect(file).toEqual({ name: 'penguins_size.csv', sha256: sha256(readFileSync(penguins.file)) })
  expect(Object.keys(columns)).toEqual([...penguins.columnNames])
  expect(Object.keys(columns.island!.by_class)).toEqual(['species', 'sex'])
  expect(Object.keys(columns.species!.by_class)).toEqual(['sex'])
  expect(columns.sex).toMatchObject({ categories: ['FEMALE', 'MALE'], missing: 9 })
  expectCounts(profile)

  const clean = await database.db.selectFrom('penguins').selectAll().orderBy('line').execute()
  expect(sample!.lines).toEqual(clean.map(({ line }) => line))
  expect(sample!.split).toEqual(clean.map(({ split }) => split))
  for (const name of penguins.columnNames) {
    expect(sample!.values[name], name).toEqual(clean.map((row) => row[name]))
  }

  writeFileSync(join(folder, 'profile.json'), text.replace('39.1', '39.2'))
  await expect(readBundle(registryOf(join(folder, '..')), version)).rejects.toThrow(/profile.json is not the file/)
})

test('features and targets of every kind, and values that are missing', async () => {
  const { profile } = await profileOf(await writeMixedTable(temporaryFolder()))
  expect(Object.keys(profile.columns)).toEqual(['Größe in m²', 'step', 'city', 'fresh', 'Preis in €', 'grade', 'sold'])
  expect(profile.columns.fresh).toMatchObject({ categories: ['false', 'true'] })
  expect(Object.keys(profile.columns['Preis in €']!.by_class)).toEqual(['grade', 'sold'])
  expect(Object.keys(profile.columns.step!.by_class.sold!)).toEqual(['false', 'true'])
  expect(profile.columns.step!.edges).toEqual([-2, -1, 0, 1, 2, 3])
  expect(profile.sample!.values.fresh).toContain(true)
  expect(profile.columns.fresh!.missing).toBeGreaterThan(10)
  expectCounts(profile)
})

test('equal rows give an equal profile, to the byte', async () => {
  const [first, second] = [await profileOf(penguins), await profileOf(penguins)]
  expect(first.text).toBe(second.text)
})

/** A table with rows that are refused, and values that are found again wherever they are. */
async function writeSecrets() {
  const dataset = await writeTable(
    temporaryFolder(),
    'patients',
    [
      { name: 'name', role: 'attribute', type: 'string', text: (row) => `Secret Name ${row}` },
      { name: 'visits', role: 'attribute', type: 'integer', text: (row) => 7_000_000 + row * 13 },
      {
        name: 'dose',
        role: 'feature',
        type: 'number',
        constraints: { required: true, minimum: 0, maximum: 1000 },
        text: (row) =>
          ['', 'SecretText', '987654.25'][row - 50] ?? ((row * 37) % 613) + (row % 2 === 0 ? 0.1875 : 0.4375),
      },
      { name: 'ward', role: 'feature', type: 'string', categories: ['a', 'b'], text: (row) => 'ab'[row % 2]! },
      { name: 'ill', role: 'target', type: 'boolean', text: (row) => (row === 60 ? 'SecretLabel' : row % 3 === 0) },
    ],
    200,
  )
  return dataset
}

test('where rows are personal no value of one is in the bundle, which is proved by rows that are made up', async () => {
  const dataset = await writeSecrets()
  const { database } = await freshDatabase(undefined, dataset)
  await loaded(database, dataset.file)
  const rows = await database.db.selectFrom('patients').selectAll().execute()
  const doses = new Set(rows.map(({ dose }) => dose))
  const found = ({ manifest, texts }: Awaited<ReturnType<typeof trained>>) => ({
    texts: Object.values(texts).some((text) => /Secret|987654|7000013|7000026/.test(text)),
    golden: manifest.golden.filter(({ features }) => doses.has(features[0]!)).length,
  })
  const withRows = await trained(database)
  expect(found(withRows)).toEqual({ texts: true, golden: 8 })

  const counts = await trained(database, 'counts')
  expect(found(counts)).toEqual({ texts: false, golden: 0 })
  const profile = profileSchema.parse(JSON.parse(counts.texts['profile.json']!))
  expect(profile.sample).toBeUndefined()
  expect(profile.rejected).toEqual({
    reasons: { 'missing measurement': 1, 'not a number': 1, 'impossible measurement': 1 },
    first: [
      { line: 52, reason: 'dose: missing measurement' },
      { line: 53, reason: 'dose: not a number' },
      { line: 54, reason: 'dose: impossible measurement' },
    ],
  })
  expect(total(profile.columns.dose!.counts)).toBe(rows.length)

  const none = await trained(database, 'none')
  expect(found(none)).toEqual({ texts: false, golden: 0 })
  expect(Object.keys(none.texts)).not.toContain('profile.json')
  expect(none.manifest.profile).toBeUndefined()
  // What is learned is the same.
  expect(new Set([withRows, counts, none].map(({ texts }) => texts['ill.json'])).size).toBe(1)
  for (const { folder, version } of [counts, none]) {
    const registry = { folder: join(folder, '..'), dataset }
    const { manifest } = await readBundle(registry, version)
    // The rows differ, and the last of them has no value at all.
    expect(new Set(manifest.golden.map(({ features }) => features.join())).size).toBe(8)
    expect(manifest.golden.at(-1)!.features).toEqual([null, null, null])
  }
})

test('of many rows there is a sample that has each class, in the order of the lines', async () => {
  const dataset = await writeTable(
    temporaryFolder(),
    'many',
    [
      { name: 'x', role: 'feature', type: 'number', text: (row) => row / 8 },
      { name: 'tenths', role: 'feature', type: 'number', text: (row) => (row % 25) / 10 },
      {
        name: 'kind',
        role: 'target',
        type: 'string',
        categories: ['rare', 'common', 'none'],
        text: (row) => (row % 800 === 0 ? 'rare' : row % 3 === 0 ? 'none' : 'common'),
      },
      // Nobody learns from these, and so they are exact.
      { name: 'id', role: 'attribute', type: 'integer', text: (row) => 1_234_567_000 + row },
      {
        name: 'tag',
        role: 'attribute',
        type: 'string',
        categories: ['null', 'b'],
        text: (row) => (row % 4 ? 'b' : ''),
      },
      { name: 'flag', role: 'attribute', type: 'boolean', text: (row) => row % 5 === 0 },
    ],
    14_000,
  )
  const { profile, text } = await profileOf(dataset)
  const { lines, split, values } = profile.sample!
  const kinds = (side: string, kind: string) => values.kind!.filter((it, i) => it === kind && split[i] === side).length
  expect(split.filter((side) => side === 'train')).toHaveLength(3000)
  expect(split.filter((side) => side === 'test')).toHaveLength(2000)
  expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(lines)
  expect(kinds('train', 'none') / 3000).toBeCloseTo(1 / 3, 1)
  expect(kinds('test', 'none') / 2000).toBeCloseTo(1 / 3, 1)
  for (const side of ['train', 'test']) expect(kinds(side, 'rare')).toBeGreaterThan(0)
  expect(values.x).toEqual(lines.map((line) => (line - 2) / 8))
  // None is counted in a bin beside its own, though the model has it in float32.
  expect(profile.columns.tenths!.counts).toEqual(Array.from({ length: 25 }, () => 560))
  expect(values.id).toEqual(lines.map((line) => 1_234_567_000 + line - 2))
  expect(values.tag).toEqual(lines.map((line) => ((line - 2) % 4 ? 'b' : null)))
  expect(values.flag).toEqual(lines.map((line) => (line - 2) % 5 === 0))
  expect(profile.columns.tag).toMatchObject({ counts: [0, 10_500], missing: 3500 })
  expect(profile.columns.flag).toMatchObject({ categories: ['false', 'true'], counts: [11_200, 2800], missing: 0 })
  expect(total(profile.columns.x!.counts)).toBe(14_000)
  expect(text.length).toBeLessThan(300_000)
})

test('the file is named where the rows lead to it, and nowhere else', async () => {
  const { database } = await freshDatabase()
  const file = async () => JSON.parse((await trained(database, 'counts')).texts['profile.json']!).file
  const folder = temporaryFolder()
  const text = readFileSync(penguins.file, 'utf8')
  const [copy, other] = [join(folder, 'copy.csv'), join(folder, 'other.csv')]
  writeFileSync(copy, text.replaceAll('\n', '\r\n'))
  writeFileSync(other, `${text.trim()}\nAdelie,Dream,1,1,1,1,MALE\n`)
  await load(database, penguins.file)
  await preprocess(database, preprocessDefaults)
  expect(await file(), 'no step has kept its result').toBeUndefined()
  await loaded(database, copy)
  expect(await file()).toEqual({ name: 'copy.csv', sha256: sha256(readFileSync(copy)) })
  // The clean rows are equal, and one more is rejected.
  await load(database, other)
  await preprocess(database, preprocessDefaults)
  expect(await file()).toBeUndefined()
  await loaded(database, other)
  expect(await file()).toMatchObject({ name: 'other.csv' })
  // A load alone changes nothing.
  await recordRun(database, 'load', new Date(), await load(database, penguins.file))
  expect(await file()).toMatchObject({ name: 'other.csv' })
  await database.db.updateTable('penguins').set({ body_mass_g: 4000 }).where('line', '=', 2).execute()
  expect(await file(), 'somebody has changed a row').toBeUndefined()
  await recordRun(database, 'load', new Date(), { ...(await load(database, penguins.file)), file: '-' })
  await recordRun(database, 'preprocess', new Date(), await preprocess(database, preprocessDefaults))
  expect(await file(), 'standard input').toBeUndefined()
})

test('rows that the definition allows by now are told apart', async () => {
  const { database } = await freshDatabase()
  await loaded(database, penguins.file)
  const columns = penguins.columns.map((column) => ({ ...column, required: false, missing: ['NA', ''] }))
  const dataset = { ...penguins, columns: columns as Dataset['columns'] }
  const { rejected } = JSON.parse(
    (await trained({ ...database, dataset } as Database, 'counts')).texts['profile.json']!,
  )
  expect(rejected.reasons).toEqual({ 'by an earlier definition': 2 })
  expect(rejected.first[0]).toEqual({ line: 5, reason: 'by an earlier definition' })
})
