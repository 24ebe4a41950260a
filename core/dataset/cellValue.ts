import type { FieldCard } from './datasetCard.js'
import { expectedOf, isAllowedNumber, numberFault } from './explainValue.js'
import { parseNumber, type Signs } from './parseNumber.js'
import { quote } from './wording.js'

export type CellValue = number | boolean | string | null

/** What is wrong with a cell, to follow the field's name: "is missing: it must be a number from 20 to 80 mm". */
export class CellFault {
  constructor(readonly says: string) {}
}

/** How other programs write that a value is missing, in small letters. */
const MARKS = ['', 'na', 'n/a', 'nan', 'null']

/** How the data set's own file writes the numbers of a field. */
export const ownSigns = ({ written: { decimalChar = '.', groupChar } }: FieldCard): Signs => ({
  decimalChar,
  groupChar,
})

/** A cell's value by the rules of a request: what the API would refuse is at fault. A missing value is null. */
export function cellValue(field: FieldCard, cell: string, signs: Signs): CellValue | CellFault {
  const text = cell.trim()
  const number = field.kind === 'number' ? parseNumber(signs, text) : undefined
  // No mark of other programs is a number, so most cells are read by now.
  if (isAllowedNumber(field, number) && !field.written.missing.includes(text)) return number
  if (isMissing(field, text)) return field.required ? new CellFault(`is missing: it must be ${expected(field)}`) : null
  switch (field.kind) {
    case 'number':
      return fault(text, `${numberFault(field, number)}: it must be ${expected(field)}`)
    case 'boolean':
      return booleanValue(field, text) ?? fault(text, `must be ${expected(field)}`)
    case 'category':
      // Where it may be missing, an unknown category counts as missing, and the prediction says so.
      if (!field.required || field.categories?.some(({ value }) => value === text)) return text
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

const fault = (text: string, says: string) => new CellFault(`${quote(text)} ${says}`)

function expected({ kind, required, integer, min, max, unit, categories, written }: FieldCard): string {
  const what =
    kind === 'boolean'
      ? `one of ${[...(written.trueValues ?? ['true']), ...(written.falseValues ?? ['false'])].join(', ')}`
      : expectedOf({ kind, required, integer, min, max, unit, categories: categories?.map(({ value }) => value) })
  return required ? what : `${what}, or empty`
}
