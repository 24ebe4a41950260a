import type { Kysely } from 'kysely'
import type { Dataset } from '../../core/dataset/dataset.js'
import { encodeRows, modelColumns } from '../../core/model/encode.js'
import type { Profile, ProfileMode } from '../../core/model/profile.js'
import { checkColumns } from '../../database/checkTables.js'
import type { Database } from '../../database/database.js'
import { countRows, readPages } from '../../database/rows.js'
import type { DataTables, Split, StoredRow, Tables } from '../../database/tables.js'
import { checkLineage, Fingerprint, noRows, short } from '../lineage.js'
import { splitOf } from '../preprocess.js'
import { attributesOf } from './profile/attributes.js'
import { readRejected } from './profile/rejectedRows.js'
import { sourceFile } from './profile/sourceFile.js'
import { checkValue, labelOf } from './storedValue.js'
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
 * @throws TemporaryError NO_ROWS when the table is empty; UserError ANOTHER_RUN when it holds other rows than those of `of`,
 *   DATA_INVALID when somebody put a value there that the data set does not allow
 */
export function readTrainingData(
  { db, dataset, tables }: Database,
  of?: string,
  profile: ProfileMode = 'none',
): Promise<TrainingData> {
  return db.transaction().execute((transaction) => readAll(transaction, dataset, tables, of, profile))
}

async function readAll(
  db: Kysely<Tables>,
  dataset: Dataset,
  tables: DataTables,
  of: string | undefined,
  profile: ProfileMode,
): Promise<TrainingData> {
  const table = tables.clean.name
  await checkColumns(db, tables.clean, tables.split)
  const rowCount = await countRows(db, tables.clean)
  if (rowCount === 0) throw noRows(table, 'train on', 'preprocess')
  const columns = modelColumns(dataset.features)
  const features = new Float32Array(rowCount * columns.length)
  const isTest = new Uint8Array(rowCount)
  const labels = dataset.targets.map((target) => ({ target, values: new Float32Array(rowCount) }))
  const lines = new Int32Array(rowCount)
  const attributes = profile === 'none' ? [] : attributesOf(dataset, rowCount)
  const fingerprint = new Fingerprint()
  let split = await readSplit(db, tables)
  const testRows = new TestRows(dataset)
  let i = 0
  for await (const page of readPages(db, tables.clean)) {
    fingerprint.add(page.map((row) => [...dataset.columnNames.map((name) => row[name]), row.split]))
    for (const feature of dataset.features) for (const row of page) checkValue(table, feature, row)
    features.set(encodeRows(dataset.features, page), i * columns.length)
    for (const row of page) {
      for (const { target, values } of labels) values[i] = labelOf(table, target, row)
      for (const { name, values, read } of attributes) values[i] = read(row[name])
      lines[i] = row.line
      isTest[i] = row.split === 'test' ? 1 : 0
      if (split && splitBy(dataset, row, split) !== row.split) split = undefined
      if (isTest[i]) testRows.add(i, row)
      i++
    }
  }
  const digest = fingerprint.digest()
  checkLineage(table, digest, of)
  const rejectedCount = await countRows(db, tables.rejected)
  return {
    dataset,
    columns,
    rowCount,
    rejectedCount,
    features,
    labels: Object.fromEntries(labels.map(({ target, values }) => [target.name, values])),
    isTest,
    split,
    testRows,
    fingerprint: digest,
    lines,
    attributes: new Map(attributes.map(({ name, values }) => [name, values])),
    rejected: profile === 'none' ? undefined : await readRejected(db, dataset, tables.rejected, profile),
    file: profile === 'none' ? undefined : await sourceFile(db, short(digest), rejectedCount),
  }
}

/** The side that a split puts a row on. */
export const splitBy = (dataset: Dataset, row: StoredRow, { seed, test_fraction }: Split) =>
  splitOf(dataset, row, { seed, testFraction: test_fraction })

/** The split that the database names; the rows show whether it is true. */
async function readSplit(db: Kysely<Tables>, tables: DataTables): Promise<Split | undefined> {
  const [split, ...more] = await db.selectFrom(tables.split.name).selectAll().execute()
  return split && more.length === 0
    ? { seed: Number(split.seed), test_fraction: Number(split.test_fraction) }
    : undefined
}
