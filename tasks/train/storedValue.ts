import { classesOf, type Feature, rangeText, type Target } from '../../core/dataset/dataset.js'
import { UserError } from '../../core/errors.js'
import type { StoredRow, Value } from '../../database/tables.js'

/**
 * Checks a value of the clean table: somebody may have changed the table by hand.
 *
 * @throws UserError DATA_INVALID naming the line and the column when the data set does not allow it
 */
export function checkValue(table: string, column: Feature | Target, row: StoredRow) {
  const value = row[column.name]
  if (isAllowed(column, value)) return
  throw new UserError(
    'DATA_INVALID',
    `${table}, line ${row.line}: ${column.name} is ${JSON.stringify(value)}, ${expected(column)}; preprocess again.`,
  )
}

/**
 * The class of a row, from 0, or its value; NaN where it has none.
 *
 * @throws UserError DATA_INVALID as `checkValue`
 */
export function labelOf(table: string, target: Target, row: StoredRow): number {
  checkValue(table, target, row)
  const value = row[target.name]
  if (value === null || value === undefined) return Number.NaN
  return target.kind === 'category' ? target.categories.indexOf(String(value)) : Number(value)
}

function isAllowed(column: Feature | Target, value: Value | undefined): boolean {
  if (value === null) return !column.required
  switch (column.kind) {
    case 'number': {
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = column
      return typeof value === 'number' && value >= min && value <= max && Number.isFinite(Math.fround(value))
    }
    case 'boolean':
      return value === 0 || value === 1
    case 'category':
      return typeof value === 'string' && column.categories.includes(value)
  }
}

function expected(column: Feature | Target): string {
  if (column.kind === 'number') return `not ${rangeText(column) ?? 'a number'}`
  return column.kind === 'boolean' ? 'not 0 or 1' : `none of ${classesOf(column)?.join(', ')}`
}
