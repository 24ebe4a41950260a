import {
  type BooleanColumn,
  type CategoryColumn,
  type Column,
  type Dataset,
  type NumberColumn,
  rangeText,
} from '../core/dataset/dataset.js'
import { parseNumber } from '../core/dataset/parseNumber.js'
import { listed, quote } from '../core/dataset/wording.js'
import type { StoredRow, Value } from '../database/tables.js'

/** Why a field is refused, or left out. */
export type Fault =
  | 'missing measurement'
  | 'not a number'
  | 'not a whole number'
  | 'impossible measurement'
  | 'missing label'
  | 'unknown label'
  | 'missing text'

export interface FieldFault {
  column: Column
  fault: Fault
  /** In words, with the column's name. */
  text: string
}

/**
 * A raw row's typed values, the reasons to refuse it, and the values that are left out because they may be missing. A missing value
 * is null. An unknown category or boolean counts as missing too; a text where a number must be does not.
 */
export function judge(dataset: Dataset, raw: StoredRow) {
  const row: Record<string, Value> = {}
  const faults: FieldFault[] = []
  const unlabeled: FieldFault[] = []
  for (const column of dataset.columns) {
    const judged = judgeField(column, String(raw[column.name]))
    if (typeof judged !== 'object') row[column.name] = judged
    else if (!column.required && mayBeNull(judged.fault)) {
      row[column.name] = null
      unlabeled.push({ column, ...judged })
    } else faults.push({ column, ...judged })
  }
  return { row, faults, unlabeled }
}

const isMissing = (fault: Fault) => fault.startsWith('missing')
const mayBeNull = (fault: Fault) => isMissing(fault) || fault === 'unknown label'

type Judged = Exclude<Value, null> | Pick<FieldFault, 'fault' | 'text'>

const missingFaults = {
  number: 'missing measurement',
  category: 'missing label',
  boolean: 'missing label',
  text: 'missing text',
} as const

function judgeField(column: Column, field: string): Judged {
  const text = field.trim()
  if (column.missing.includes(text)) return { fault: missingFaults[column.kind], text: `${column.name} is missing` }
  switch (column.kind) {
    case 'number':
      return measure(column, text)
    case 'category':
      return column.categories.includes(text) ? text : unknown(column, column.categories, text)
    case 'boolean':
      return decide(column, text)
    case 'text':
      return field
  }
}

function measure(column: NumberColumn, text: string): Judged {
  const { name, integer, min = -Infinity, max = Infinity } = column
  const value = parseNumber(column, text)
  if (Number.isNaN(value)) return { fault: 'not a number', text: `${name} is no number: ${quote(text)}` }
  if (value < min || value > max) {
    return { fault: 'impossible measurement', text: `${name} is ${text}, outside ${rangeText(column)}` }
  }
  // The model calculates in float32.
  if (!Number.isFinite(Math.fround(value))) {
    return { fault: 'impossible measurement', text: `${name} is ${text}, larger than any number that a model can take` }
  }
  if (integer && !Number.isInteger(value)) {
    return { fault: 'not a whole number', text: `${name} is no whole number: ${quote(text)}` }
  }
  return value
}

function decide(column: BooleanColumn, text: string): Judged {
  const { trueValues, falseValues } = column
  if (trueValues.includes(text)) return 1
  return falseValues.includes(text) ? 0 : unknown(column, [...trueValues, ...falseValues], text)
}

function unknown({ name }: CategoryColumn | BooleanColumn, known: readonly string[], text: string): Judged {
  return { fault: 'unknown label', text: `${name} is none of ${listed(known)}: ${quote(text)}` }
}
