import type { Kysely } from 'kysely'
import { type CleanRow, dataset, rangeText, type TargetName } from '../../core/dataset.js'
import { UserError } from '../../core/errors.js'
import type { Database } from '../database/database.js'
import { countRows, readPages } from '../database/rows.js'
import type { Split, Tables } from '../database/tables.js'
import { checkLineage, Fingerprint, noRows } from '../lineage.js'
import { splitOf } from '../preprocess.js'

/** The clean table in memory. */
export interface TrainingData {
  rowCount: number
  rejectedCount: number
  /** Row by row, in the data set's order of features. */
  features: Float32Array
  /** For each target the class of each row; -1 where the row has no label. */
  labels: Record<TargetName, Int32Array>
  /** 1 where a row is for the test. */
  isTest: Uint8Array
  /** What the rows were split by; undefined where somebody has split them otherwise since. */
  split: Split | undefined
  /** The content of each test row: by it a row is told that a model of another split has not learned from either. */
  testRows: Map<number, CleanRow>
  /** sha256 over the rows, in order. */
  fingerprint: string
}

/**
 * Reads the clean table, as it stands at one moment.
 *
 * @param of the first digits of the fingerprint of the rows that a run works on; others are refused
 * @throws TemporaryError NO_ROWS when `penguins` is empty; UserError ANOTHER_RUN when it holds other rows than those of `of`,
 *   DATA_INVALID when somebody put a label there that is no class
 */
export function readTrainingData(database: Database, of?: string): Promise<TrainingData> {
  return database.db.transaction().execute((db) => readAll(db, of))
}

async function readAll(db: Kysely<Tables>, of: string | undefined): Promise<TrainingData> {
  const rowCount = await countRows(db, 'penguins')
  if (rowCount === 0) throw noRows('penguins', 'train on', 'preprocess')
  const featureCount = dataset.features.length
  const features = new Float32Array(rowCount * featureCount)
  const isTest = new Uint8Array(rowCount)
  const labels = {} as Record<TargetName, Int32Array>
  for (const { name } of dataset.targets) labels[name] = new Int32Array(rowCount)
  const fingerprint = new Fingerprint()
  let split = await readSplit(db)
  const testRows = new Map<number, CleanRow>()
  let i = 0
  for await (const page of readPages(db, 'penguins')) {
    fingerprint.add(page.map((row) => [...dataset.columnNames.map((name) => row[name]), row.split]))
    for (const row of page) {
      for (const [j, feature] of dataset.features.entries()) features[i * featureCount + j] = measured(row, feature)
      for (const target of dataset.targets) labels[target.name][i] = classOf(row, target.name, target.labels)
      isTest[i] = row.split === 'test' ? 1 : 0
      if (split && splitBy(row, split) !== row.split) split = undefined
      if (isTest[i]) testRows.set(i, row)
      i++
    }
  }
  const rejectedCount = await countRows(db, 'penguins_rejected')
  const digest = fingerprint.digest()
  checkLineage('penguins', digest, of)
  return { rowCount, rejectedCount, features, labels, isTest, split, testRows, fingerprint: digest }
}

/** Where a row goes by a split. */
export const splitBy = (row: CleanRow, { seed, test_fraction }: Split) =>
  splitOf(row, { seed, testFraction: test_fraction })

/** What the rows say they were split by; the rows tell whether it is so. */
async function readSplit(db: Kysely<Tables>): Promise<Split | undefined> {
  const [split, ...more] = await db.selectFrom('penguins_split').selectAll().execute()
  return more.length === 0 ? split : undefined
}

/** Somebody may have changed the table by hand. */
function measured(row: Tables['penguins'], feature: (typeof dataset.features)[number]): number {
  const value: unknown = row[feature.name]
  if (typeof value === 'number' && value >= feature.min && value <= feature.max) return value
  throw new UserError(
    'DATA_INVALID',
    `penguins, line ${row.line}: ${feature.name} is ${JSON.stringify(value)}, not ${rangeText(feature)}; preprocess again.`,
  )
}

function classOf(row: CleanRow & { line: number }, name: TargetName, labels: readonly string[]): number {
  const label = row[name]
  if (label === null) return -1
  const index = labels.indexOf(label)
  if (index !== -1) return index
  throw new UserError(
    'DATA_INVALID',
    `penguins, line ${row.line}: ${name} is ${JSON.stringify(label)}, none of ${labels.join(', ')}; preprocess again.`,
  )
}
