import { quote } from '../../core/dataset/wording.js'
import type { ColumnSeen } from './columnSeen.js'
import type { Guess } from './guess.js'
import { faultyIn, guessFormat, numbersIn } from './guessFormat.js'
import { numberFormats, parseFormat, parseWhole } from './numberFormat.js'
import { withMargin } from './range.js'
import { titleOf } from './title.js'

/** A column as numbers; undefined if it holds other texts too, or a single number. */
export function guessNumber(seen: ColumnSeen, decimalChar: string): Guess | undefined {
  const format = guessFormat(seen, decimalChar)
  if (format === undefined) return undefined
  const { min, max } = numbersIn(seen, format)
  if (min === max) return undefined
  const signs = numberFormats[format]!
  // A measurement has a unit, and its values are whole only by chance.
  const integer = seen.formats[format]!.count === 0 && titleOf(seen.name).unit === undefined
  const parse = (text: string) => [parseWhole(text), parseFormat(text, format)].find((value) => !Number.isNaN(value))
  const texts = [...seen.values.keys()]
  const notes: string[] = []
  const faulty = faultyIn(seen, format)
  if (faulty > 0) {
    const other = texts.find((text) => parse(text) === undefined && !seen.doubtful.has(text)) ?? ''
    notes.push(
      faulty === 1
        ? `has a value that is no number, ${quote(other)}: its row will be rejected`
        : `has ${faulty} values that are no numbers, such as ${quote(other)}: their rows will be rejected`,
    )
  }
  return {
    keys: {
      role: 'feature',
      type: integer ? 'integer' : 'number',
      ...(Number.isFinite(max - min) && { constraints: withMargin(min, max, integer) }),
      ...(!integer && signs.decimalChar !== '.' && { decimalChar: signs.decimalChar }),
      ...(signs.groupChar !== undefined && { groupChar: signs.groupChar }),
      example: texts.map(parse).find((value) => value !== undefined),
    },
    notes,
  }
}
