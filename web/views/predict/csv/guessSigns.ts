import { isMissing, ownSigns } from '../../../../core/dataset/cellValue.js'
import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import { parseNumber, type Signs } from '../../../../core/dataset/parseNumber.js'

/** How a file writes the numbers of a field. */
export type SignsOf = (field: FieldCard) => Signs

const POINT: Signs = { decimalChar: '.' }
const COMMA: Signs = { decimalChar: ',' }

/** The way in which most cells are numbers: the definition's, or else with decimal points or commas. */
export function guessSigns(columns: readonly { field: FieldCard; texts: readonly string[] }[]): SignsOf {
  const numbers = columns.filter(({ field }) => field.kind === 'number')
  const fitting = (signsOf: SignsOf) =>
    numbers.reduce((sum, { field, texts }) => {
      const signs = signsOf(field)
      return sum + texts.filter((text) => !isMissing(field, text.trim()) && isNumber(signs, text.trim())).length
    }, 0)
  const ways = [ownSigns, () => POINT, () => COMMA].map((way) => ({ way, count: fitting(way) }))
  return ways.reduce((best, it) => (it.count > best.count ? it : best)).way
}

const isNumber = (signs: Signs, text: string) => !Number.isNaN(parseNumber(signs, text))
