import { hash } from 'node:crypto'
import { type Dataset, isDiscrete } from '../core/dataset/dataset.js'
import { MOST_LISTED } from '../core/dataset/wording.js'
import { UserError } from '../core/errors.js'
import { checkColumns } from '../database/checkTables.js'
import { cleanPage } from '../database/cleanPages.js'
import type { Database } from '../database/database.js'
import { countRows, readPages } from '../database/rows.js'
import { newTable, type Value } from '../database/tables.js'
import { toTsv } from '../database/tsv.js'
import { type FieldFault, judge } from './judge.js'
import { CleanFingerprint, checkLineage, noRows, RawFingerprint, short } from './lineage.js'
import { commonestReason, countReasons } from './reasons.js'

export interface PreprocessOptions {
  /** Another seed gives another split. */
  seed: number
  /** Share of the rows that training never sees, between 0 and 1. */
  testFraction: number
  /** The first digits of the fingerprint of the raw rows that a run works on; others are refused. */
  of?: string | undefined
}

/**
 * This seed puts 69 of the reference file's 342 clean rows aside for the test. Among the first 300 seeds it comes closest to 20 %
 * of each species and sex. It was chosen by those counts alone, before any model was trained.
 */
export const preprocessDefaults: PreprocessOptions = { seed: 230, testFraction: 0.2 }

export type PreprocessResult = {
  raw: number
  clean: number
  train: number
  test: number
  rejected: number
  /** How many rows were rejected for each reason, such as "missing measurement". */
  reasons: Record<string, number>
  /** The first row rejected for each reason, in words. */
  examples: Record<string, string>
  /** Rows kept without a value, by each column that may lack one: not given, or given but unknown. */
  unlabeled: Record<string, { missing: number; unknown: number }>
  /** What the split was made by. */
  seed: number
  test_fraction: number
  /** The fingerprint of the raw rows that were judged. */
  raw_fingerprint: string
  /** The fingerprint of the clean rows, for the next step. */
  fingerprint: string
}

/**
 * Judges every raw row: the typed, plausible ones become clean rows, each with its split; the others are kept as rejected, with the
 * reason. raw = clean + rejected, checked each time.
 *
 * @throws UserError ALL_REJECTED when nothing passed, ANOTHER_RUN when the raw rows are not those of `of`; TemporaryError NO_ROWS when
 *   there is nothing to judge; the tables are then as they were
 */
export async function preprocess(
  database: Database,
  options: PreprocessOptions,
  onWait?: () => void,
): Promise<PreprocessResult> {
  const { db, dataset, tables } = database
  return database.replaceTables(
    [tables.clean, tables.rejected, tables.split],
    async (insert) => {
      await checkColumns(db, tables.raw)
      const result = noneYet(dataset, options)
      const [rawFingerprint, cleanFingerprint] = [new RawFingerprint(), new CleanFingerprint(dataset)]
      for await (const page of readPages(db, tables.raw)) {
        const given: Value[][] = []
        const clean: Value[][] = []
        const rejected: Value[][] = []
        for (const raw of page) {
          const fields = dataset.columnNames.map((name) => raw[name]!)
          given.push([raw.line, ...fields])
          const { row, faults, unlabeled } = judge(dataset, raw)
          if (faults.length > 0) {
            countReasons(result, raw.line, faults)
            rejected.push([raw.line, reasonOf(faults), ...fields])
            continue
          }
          for (const { column, fault } of unlabeled) {
            const counts = result.unlabeled[column.name]
            if (counts) counts[fault === 'unknown label' ? 'unknown' : 'missing']++
          }
          const split = splitOf(dataset, { line: raw.line, ...row }, options)
          result[split]++
          clean.push([raw.line, ...dataset.columnNames.map((name) => row[name]!), split])
        }
        rawFingerprint.add(toTsv(given))
        cleanFingerprint.add(cleanPage(dataset, clean))
        if (clean.length > 0) await insert(tables.clean, clean)
        if (rejected.length > 0) await insert(tables.rejected, rejected)
        result.raw += page.length
      }
      await insert(tables.split, [[options.seed, options.testFraction]])
      result.clean = await countRows(db, newTable(tables.clean))
      result.rejected = await countRows(db, newTable(tables.rejected))
      if (result.raw === 0) throw noRows(tables.raw.name, 'preprocess', 'load')
      const judged = rawFingerprint.digest()
      checkLineage(tables.raw.name, judged, options.of)
      checkCounts(result)
      result.raw_fingerprint = short(judged)
      result.fingerprint = short(cleanFingerprint.digest())
      return result
    },
    onWait,
  )
}

function noneYet({ columns }: Dataset, { seed, testFraction }: PreprocessOptions): PreprocessResult {
  const optional = columns.filter(({ kind, required }) => kind !== 'text' && !required)
  return {
    raw: 0,
    clean: 0,
    train: 0,
    test: 0,
    rejected: 0,
    reasons: {},
    examples: {},
    unlabeled: Object.fromEntries(optional.map(({ name }) => [name, { missing: 0, unknown: 0 }])),
    seed,
    test_fraction: testFraction,
    raw_fingerprint: '',
    fingerprint: '',
  }
}

function reasonOf(faults: FieldFault[]): string {
  const texts = faults.slice(0, MOST_LISTED).map(({ text }) => text)
  const more = faults.length - MOST_LISTED
  return [...texts, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')
}

function checkCounts(result: PreprocessResult) {
  if (result.clean === 0) {
    throw new UserError(
      'ALL_REJECTED',
      `All ${result.raw} rows were rejected, most for ${commonestReason(result)}; mend the file and load it again.`,
    )
  }
  if (result.raw !== result.clean + result.rejected || result.clean !== result.train + result.test) {
    throw new Error(`rows were lost: ${JSON.stringify(result)}`)
  }
}

/**
 * The split of a row, from its content and the seed alone: it stays when other rows come or go, and equal rows are never on both
 * sides. So each class is split in the same proportion, apart from chance. Where equal rows are rows of their own, its line counts too.
 *
 * @param row as the clean table has it, by column name
 */
export const splitOf = (dataset: Dataset, row: Readonly<Record<string, Value>>, options: PreprocessOptions) =>
  sideOf(contentOf(dataset, row), options)

/** What a row is known by, whatever it is split by. */
export function contentOf(dataset: Dataset, row: Readonly<Record<string, Value>>): string {
  const content = dataset.columnNames.map((name) => row[name])
  if (isDiscrete(dataset)) content.push(row.line)
  return JSON.stringify(content)
}

/** The side of a split that a row of this content is on. */
export function sideOf(content: string, { seed, testFraction }: PreprocessOptions): 'train' | 'test' {
  const digest = hash('sha256', `[${seed},${content.slice(1)}`, 'hex')
  return Number.parseInt(digest.slice(0, 12), 16) / 2 ** 48 < testFraction ? 'test' : 'train'
}
