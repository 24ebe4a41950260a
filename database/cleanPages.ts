import { classesOf, type Dataset, type Feature, rangeText } from '../core/dataset/dataset.js'
import { UserError } from '../core/errors.js'
import type { Database } from './database.js'
import { readRows } from './rows.js'
import type { StoredRow, Value } from './tables.js'

/** Rows of the clean table as columns: to learn from, objects would be made only to be taken apart. */
export interface CleanPage {
  readonly rowCount: number
  /** The line of each row in the file. */
  readonly lines: Int32Array
  /** 1 where a row is for the test. */
  readonly isTest: Uint8Array
  /** By name, of all columns but texts: a number as it is, 1 or 0 for yes or no, a category's index; NaN where there is none. */
  readonly values: ReadonlyMap<string, Float64Array>
  /** By name, of text columns. */
  readonly texts: ReadonlyMap<string, readonly (string | null)[]>
}

/**
 * The clean table in the order of its lines, page by page, so that memory stays flat. In a transaction the rows are those of one moment.
 *
 * @throws UserError DATA_INVALID naming line and column where somebody put a value there that the data set does not allow
 */
export async function* readCleanPages(database: Pick<Database, 'dataset' | 'tables' | 'rows'>) {
  const { dataset, tables } = database
  for await (const rows of readRows(database, tables.clean)) yield cleanPage(dataset, rows)
}

/**
 * @param rows as the clean table has them: the line, the value of each column, the split
 * @throws as `readCleanPages`
 */
export function cleanPage(dataset: Dataset, rows: readonly Value[][]): CleanPage {
  const values = new Map<string, Float64Array>()
  const texts = new Map<string, (string | null)[]>()
  for (const [i, column] of dataset.columns.entries()) {
    if (column.kind === 'text') texts.set(column.name, textsOf(rows, i + 1))
    else values.set(column.name, valuesOf(dataset.name, column, rows, i + 1))
  }
  const split = dataset.columns.length + 1
  return {
    rowCount: rows.length,
    lines: Int32Array.from(rows, (row) => Number(row[0])),
    isTest: Uint8Array.from(rows, (row) => (row[split] === 'test' ? 1 : 0)),
    values,
    texts,
  }
}

/** A row of a page as the clean table has it. */
export function rowOf({ columns }: Dataset, { lines, isTest, values, texts }: CleanPage, i: number): StoredRow {
  const row: StoredRow = { line: lines[i]!, split: isTest[i] ? 'test' : 'train' }
  for (const column of columns) {
    const value = column.kind === 'text' ? texts.get(column.name)![i]! : values.get(column.name)![i]!
    if (Number.isNaN(value)) row[column.name] = null
    else row[column.name] = column.kind === 'category' ? column.categories[Number(value)]! : value
  }
  return row
}

const textsOf = (rows: readonly Value[][], at: number) =>
  rows.map((row) => {
    const text = row[at] ?? null
    return text === null ? null : String(text)
  })

function valuesOf(table: string, column: Feature, rows: readonly Value[][], at: number): Float64Array {
  const read = readerOf(column)
  const values = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const given = rows[i]![at]!
    const value = read(given)
    if (value === undefined) throw invalid(table, column, rows[i]![0]!, given)
    values[i] = value
  }
  return values
}

/** Reads a value of the table; undefined is one that the data set does not allow. */
function readerOf(column: Feature): (value: Value) => number | undefined {
  // Nobody learns from an attribute: what somebody has put there that is none counts as missing.
  const other = column.role === 'attribute' ? Number.NaN : undefined
  const missing = column.required ? other : Number.NaN
  switch (column.kind) {
    case 'number': {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = column
      return (value) => {
        if (value === null) return missing
        if (typeof value !== 'number' || value < min || value > max) return other
        // Without a negative zero, which equals zero and has other bytes.
        return Number.isFinite(Math.fround(value)) ? value + 0 : other
      }
    }
    case 'boolean':
      return (value) => (value === null ? missing : value === 0 || value === 1 ? value : other)
    case 'category': {
      const indices = new Map<Value, number>(column.categories.map((category, i) => [category, i]))
      return (value) => (value === null ? missing : (indices.get(value) ?? other))
    }
  }
}

function invalid(table: string, column: Feature, line: Value, value: Value) {
  return new UserError(
    'DATA_INVALID',
    `${table}, line ${line}: ${column.name} is ${JSON.stringify(value)}, ${expected(column)}; preprocess again.`,
  )
}

function expected(column: Feature): string {
  if (column.kind === 'number') return `not ${rangeText(column) ?? 'a number'}`
  return column.kind === 'boolean' ? 'not 0 or 1' : `none of ${classesOf(column)?.join(', ')}`
}
