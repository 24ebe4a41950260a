import { hash } from 'node:crypto'
import { type CleanRow, type Column, dataset, type Measurement, rangeText } from '../core/dataset.js'
import { UserError } from '../core/errors.js'
import type { Database, Value } from './database/database.js'
import { countRows, readPages } from './database/rows.js'
import { newName, type Tables } from './database/tables.js'
import { checkLineage, Fingerprint, noRows, short } from './lineage.js'
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
 * Of the reference file's 342 clean rows this seed puts 69 aside for the test, and, of the first 300 seeds, comes nearest to
 * 20 % in each species and sex. It was chosen by those counts alone, before any model was trained.
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
  /** For each reason the first row of it, in words. */
  examples: Record<string, string>
  /** Rows kept without a label, by target: not given, or given but unknown. */
  unlabeled: Record<string, { missing: number; unknown: number }>
  /** What the split was made by. */
  seed: number
  test_fraction: number
  /** Of the clean rows, for the step that goes on with them. */
  fingerprint: string
}

/** Why a row, or a label of it, is refused. */
type Fault = 'missing measurement' | 'not a number' | 'impossible measurement' | 'missing label' | 'unknown label'

/**
 * Judges every raw row: the typed, plausible ones become `penguins`, each with its split; the others go to
 * `penguins_rejected` with the reason. raw = clean + rejected, checked each time.
 *
 * @throws UserError ALL_REJECTED when nothing passed, ANOTHER_RUN when the raw rows are not those of `of`; TemporaryError NO_ROWS when
 *   there is nothing to judge; the tables are then as they were
 */
export async function preprocess(
  database: Database,
  options: PreprocessOptions,
  onWait?: () => void,
): Promise<PreprocessResult> {
  return database.replaceTables(
    ['penguins', 'penguins_rejected', 'penguins_split'],
    async (insert) => {
      const result: PreprocessResult = {
        raw: 0,
        clean: 0,
        train: 0,
        test: 0,
        rejected: 0,
        reasons: {},
        examples: {},
        unlabeled: {},
        seed: options.seed,
        test_fraction: options.testFraction,
        fingerprint: '',
      }
      const [rawFingerprint, cleanFingerprint] = [new Fingerprint(), new Fingerprint()]
      for (const column of dataset.columns) {
        if (column.kind === 'category' && !column.required) result.unlabeled[column.name] = { missing: 0, unknown: 0 }
      }
      for await (const page of readPages(database.db, 'penguins_raw')) {
        rawFingerprint.add(page.map((raw) => [raw.line, ...dataset.columnNames.map((name) => raw[name])]))
        const clean: Value[][] = []
        const rejected: Value[][] = []
        for (const raw of page) {
          const { row, faults, unlabeled } = judge(raw)
          if (faults.length > 0) {
            const reason = faults.map(({ text }) => text).join('; ')
            countReasons(result, raw.line, faults)
            rejected.push([raw.line, reason, ...dataset.columnNames.map((name) => raw[name])])
            continue
          }
          for (const { column, fault } of unlabeled) {
            result.unlabeled[column.name]![fault === 'missing label' ? 'missing' : 'unknown']++
          }
          const split = splitOf(row, options)
          result[split]++
          clean.push([raw.line, ...dataset.columnNames.map((name) => row[name]), split])
        }
        cleanFingerprint.add(clean.map(([, ...row]) => row))
        if (clean.length > 0) await insert('penguins', clean)
        if (rejected.length > 0) await insert('penguins_rejected', rejected)
        result.raw += page.length
      }
      await insert('penguins_split', [[options.seed, options.testFraction]])
      result.clean = await countRows(database.db, newName('penguins'))
      result.rejected = await countRows(database.db, newName('penguins_rejected'))
      if (result.raw > 0) checkLineage('penguins_raw', rawFingerprint.digest(), options.of)
      checkCounts(result)
      result.fingerprint = short(cleanFingerprint.digest())
      return result
    },
    onWait,
  )
}

function checkCounts(result: PreprocessResult) {
  if (result.raw === 0) throw noRows('penguins_raw', 'preprocess', 'load')
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

interface FieldFault {
  column: Column
  fault: Fault
  text: string
}

/** A raw row's typed values, why it is refused, and which labels are left out. */
export function judge(raw: Tables['penguins_raw']) {
  const row: Record<string, Value> = {}
  const faults: FieldFault[] = []
  const unlabeled: FieldFault[] = []
  for (const column of dataset.columns) {
    const text = raw[column.name as keyof CleanRow].trim()
    const judged = column.kind === 'measurement' ? measure(column, text) : label(column, text)
    if (typeof judged !== 'object') row[column.name] = judged
    else if (column.kind === 'category' && !column.required) {
      row[column.name] = null
      unlabeled.push({ column, ...judged })
    } else faults.push({ column, ...judged })
  }
  return { row: row as CleanRow, faults, unlabeled }
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

function measure(column: Measurement, text: string): number | Pick<FieldFault, 'fault' | 'text'> {
  if (dataset.missing.includes(text)) return { fault: 'missing measurement', text: `${column.name} is missing` }
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(value)) return { fault: 'not a number', text: `${column.name} is no number: ${quote(text)}` }
  if (value < column.min || value > column.max) {
    return { fault: 'impossible measurement', text: `${column.name} is ${text}, outside ${rangeText(column)}` }
  }
  return value
}

function label(column: Column & { kind: 'category' }, text: string): string | Pick<FieldFault, 'fault' | 'text'> {
  if (dataset.missing.includes(text)) return { fault: 'missing label', text: `${column.name} is missing` }
  if (column.labels.includes(text)) return text
  return { fault: 'unknown label', text: `${column.name} is none of ${column.labels.join(', ')}: ${quote(text)}` }
}

const quote = (text: string) => JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text)

/**
 * The split of a row, from the row's content and the seed alone: it stays when other rows come or go, and equal rows never
 * stand on both sides. Each class, then, is split in the same proportion but for chance.
 */
export function splitOf(row: CleanRow, { seed, testFraction }: PreprocessOptions): 'train' | 'test' {
  const content = dataset.columnNames.map((name) => row[name])
  const digest = hash('sha256', JSON.stringify([seed, ...content]), 'hex')
  return Number.parseInt(digest.slice(0, 12), 16) / 2 ** 48 < testFraction ? 'test' : 'train'
}
