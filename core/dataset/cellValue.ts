import type { FieldCard } from './datasetCard.js'
import { expectedOf, isAllowedNumber, numberFault } from './explainValue.js'
import { parseNumber, type Signs } from './parseNumber.js'
import { quote } from './wording.js'

export type CellValue = number | boolean | string | null

/** A cell's value, or what is wrong with it, to follow the field's name: "is missing: it must be a number from 20 to 80 mm". */
export type Cell = { readonly value: CellValue } | { readonly fault: string }

/** How other programs write that a value is missing, in small letters. */
const MARKS = ['', 'na', 'n/a', 'nan', 'null']

/** How the data set's own file writes the numbers of a field. */
export const ownSigns = ({ written: { decimalChar = '.', groupChar } }: FieldCard): Signs => ({
  decimalChar,
  groupChar,
})

/** A cell's value by the rules of a request: what the API would refuse is at fault. A missing value is null. */
export function cellValue(field: FieldCard, cell: string, signs: Signs): Cell {
  const text = cell.trim()
  if (isMissing(field, text)) {
    return field.required ? { fault: `is missing: it must be ${expected(field)}` } : { value: null }
  }
  switch (field.kind) {
    case 'number':
      return numberValue(field, text, signs)
    case 'boolean': {
      const value = booleanValue(field, text)
      return value === undefined ? fault(text, `must be ${expected(field)}`) : { value }
    }
    case 'category':
      // Where it may be missing, an unknown category counts as missing, and the prediction says so.
      if (!field.required || field.categories?.some(({ value }) => value === text)) return { value: text }
      return fault(text, `must be ${expected(field)}`)
  }
}

/** Whether a text says that there is no value: by the definition's marks, or by those of other programs. */
export function isMissing({ written, kind, categories }: FieldCard, text: string): boolean {
  if (written.missing.includes(text)) return true
  if (kind !== 'number' && categories?.some(({ value }) => value === text)) return false
  return text.length < 5 && MARKS.includes(text.toLowerCase())
}

/** Yes or no, in the file's texts or as JSON has it; undefined for another text. */
export function booleanValue({ written: { trueValues = [], falseValues = [] } }: FieldCard, text: string) {
  if (trueValues.includes(text) || text.toLowerCase() === 'true') return true
  if (falseValues.includes(text) || text.toLowerCase() === 'false') return false
  return undefined
}

function numberValue(field: FieldCard, text: string, signs: Signs): Cell {
  const value = parseNumber(signs, text)
  return isAllowedNumber(field, value)
    ? { value }
    : fault(text, `${numberFault(field, value)}: it must be ${expected(field)}`)
}

const fault = (text: string, says: string) => ({ fault: `${quote(text)} ${says}` })

function expected({ written, categories, ...field }: FieldCard): string {
  const what =
    field.kind === 'boolean'
      ? `one of ${[...(written.trueValues ?? ['true']), ...(written.falseValues ?? ['false'])].join(', ')}`
      : expectedOf({ ...field, categories: categories?.map(({ value }) => value) })
  return field.required ? what : `${what}, or empty`
}
