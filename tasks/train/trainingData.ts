import { z } from 'zod'
import { type Dataset, isDiscrete } from '../../core/dataset/dataset.js'
import { encodeColumn, modelColumns, widthOf } from '../../core/model/encode.js'
import type { Profile, ProfileMode } from '../../core/model/profile.js'
import { checkColumns } from '../../database/checkTables.js'
import { readCleanPages, rowOf } from '../../database/cleanPages.js'
import type { Database } from '../../database/database.js'
import { countRows } from '../../database/rows.js'
import { lastResult } from '../../database/runs.js'
import type { Split, StoredRow } from '../../database/tables.js'
import { type MakeFloatStore, storeInMemory } from '../floatStore.js'
import { CleanFingerprint, checkLineage, noRows, short } from '../lineage.js'
import { splitOf } from '../preprocess.js'
import { attributesOf } from './profile/attributes.js'
import { readRejected } from './profile/rejectedRows.js'
import { sourceFile } from './profile/sourceFile.js'
import { TestRows } from './testRows.js'

/** The clean table in memory. */
export interface TrainingData {
  dataset: Dataset
  /** The names of the model's columns. */
  columns: readonly string[]
  rowCount: number
  rejectedCount: number
  /** Row by row, a value for each of `columns`; NaN is a missing value. */
  features: Float32Array
  /** Where they are kept, and copies of them. */
  store: MakeFloatStore
  /** For each target, by name, the class or the value of each row; NaN where the row has none. */
  labels: Record<string, Float32Array>
  /** 1 where a row is for the test. */
  isTest: Uint8Array
  /** What the rows were split by; undefined if somebody has split them differently since. */
  split: Split | undefined
  testRows: TestRows
  /** sha256 over the rows, in order. */
  fingerprint: string
  /** The line of each row in the file. */
  lines: Int32Array
  /** By name, the numbers of the attributes that the profile describes, or the indices of their categories; NaN where one is missing. */
  attributes: Map<string, Float64Array>
  /** What was thrown away; undefined where no profile is wanted. */
  rejected: Profile['rejected'] | undefined
  /** The CSV file, where it is known. */
  file: Profile['file']
}

/**
 * Reads the clean table, as it stands at one moment.
 *
 * @param of the first digits of the fingerprint of the rows that a run works on; others are refused
 * @param profile what is to be kept of the rows: it tells what is read beside what a model learns from
 * @param store where the features are kept
 * @throws TemporaryError NO_ROWS when the table is empty; UserError ANOTHER_RUN when it holds other rows than those of `of`,
 *   DATA_INVALID when somebody put a value there that the data set does not allow
 */
export function readTrainingData(
  database: Database,
  of?: string,
  profile: ProfileMode = 'none',
  store: MakeFloatStore = storeInMemory,
): Promise<TrainingData> {
  return database.db.transaction().execute((db) => readAll({ ...database, db }, of, profile, store))
}

async function readAll(
  database: Database,
  of: string | undefined,
  profile: ProfileMode,
  store: MakeFloatStore,
): Promise<TrainingData> {
  const { db, dataset, tables } = database
  const rowCount = await countClean(database)
  const columns = modelColumns(dataset.features)
  const features = store(rowCount * columns.length)
  const isTest = new Uint8Array(rowCount)
  const labels = dataset.targets.map((target) => ({ target, values: new Float32Array(rowCount) }))
  const lines = new Int32Array(rowCount)
  const attributes = profile === 'none' ? [] : attributesOf(dataset, rowCount)
  const fingerprint = new CleanFingerprint(dataset)
  const testRows = new TestRows(dataset, isTest)
  let start = 0
  for await (const page of readCleanPages(database)) {
    fingerprint.add(page)
    const encoded = new Float32Array(page.rowCount * columns.length)
    let at = 0
    for (const feature of dataset.features) {
      encodeColumn(feature, page.values.get(feature.name)!, encoded, at, columns.length)
      at += widthOf(feature)
    }
    features.write(encoded)
    for (const { target, values } of labels) values.set(page.values.get(target.name)!, start)
    for (const { name, values } of attributes) values.set(page.values.get(name)!, start)
    lines.set(page.lines, start)
    isTest.set(page.isTest, start)
    for (let i = 0; i < page.rowCount; i++) if (page.isTest[i]) testRows.add(rowOf(dataset, page, i))
    start += page.rowCount
  }
  const digest = fingerprint.digest()
  checkLineage(tables.clean.name, digest, of)
  const rejectedCount = await countRows(db, tables.rejected)
  return {
    dataset,
    columns,
    rowCount,
    rejectedCount,
    features: features.finish(),
    store,
    labels: Object.fromEntries(labels.map(({ target, values }) => [target.name, values])),
    isTest,
    split: await readSplit(database, digest),
    testRows,
    fingerprint: digest,
    lines,
    attributes: new Map(attributes.map(({ name, values }) => [name, values])),
    rejected: profile === 'none' ? undefined : await readRejected(db, dataset, tables.rejected, profile),
    file: profile === 'none' ? undefined : await sourceFile(db, short(digest), rejectedCount),
  }
}

/**
 * The fingerprint of the clean table's rows, of which nothing is kept.
 *
 * @throws as `readTrainingData`
 */
export function readFingerprint(database: Database): Promise<string> {
  return database.db.transaction().execute(async (db) => {
    await countClean({ ...database, db })
    const fingerprint = new CleanFingerprint(database.dataset)
    for await (const page of readCleanPages(database)) fingerprint.add(page)
    return fingerprint.digest()
  })
}

/** How many rows there are to train on. */
async function countClean({ db, tables: { clean, split } }: Database): Promise<number> {
  await checkColumns(db, clean, split)
  const count = await countRows(db, clean)
  if (count === 0) throw noRows(clean.name, 'train on', 'preprocess')
  return count
}

const splitSchema = z.object({ seed: z.number(), test_fraction: z.number() })

/** The side that a split puts a row on. */
export const splitBy = (dataset: Dataset, row: StoredRow, { seed, test_fraction }: Split) =>
  splitOf(dataset, row, { seed, testFraction: test_fraction })

/**
 * The split that the database names, if the rows were split by it: the record of the step that made them says so, or each row shows it,
 * which takes three times as long as all other reading.
 */
async function readSplit(database: Database, fingerprint: string): Promise<Split | undefined> {
  const { db, dataset, tables } = database
  const [named, ...more] = await db.selectFrom(tables.split.name).selectAll().execute()
  if (!named || more.length > 0) return undefined
  const split = { seed: Number(named.seed), test_fraction: Number(named.test_fraction) }
  const made = splitSchema.safeParse(await lastResult(db, 'preprocess', short(fingerprint))).data
  const isRecorded = made?.seed === split.seed && made.test_fraction === split.test_fraction
  // A fingerprint does not tell lines, by which discrete rows are split too.
  if (isRecorded && !isDiscrete(dataset)) return split
  for await (const page of readCleanPages(database)) {
    for (let i = 0; i < page.rowCount; i++) {
      const row = rowOf(dataset, page, i)
      if (splitBy(dataset, row, split) !== row.split) return undefined
    }
  }
  return split
}
