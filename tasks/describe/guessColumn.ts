import type { Field } from '../../core/dataset/definition.js'
import { isObjectName } from '../../core/dataset/names.js'
import { listed, quote } from '../../core/dataset/wording.js'
import type { ColumnSeen } from './columnSeen.js'
import type { Guess } from './guess.js'
import { guessNumber } from './guessNumber.js'

/** The most categories that a text becomes a feature with unless a person says so: each is a column of the model. */
const MAX_LEARNED = 50

const ID_NAME = /^(id|index|key|nr|no|row|rownames|unnamed: ?\d+)$|(^|[_\s.-])(id|uuid)$/i

const booleans = ['true false', 'yes no', 'y n', 't f', 'ja nein', 'oui non', '1 0'].map((pair) => pair.split(' '))

/** The guess for a column that is not named as a target. */
export function guessColumn(seen: ColumnSeen, decimalChar: string): Guess {
  const { name, values, hasMoreValues } = seen
  const attribute = (type: Field['type'], ...notes: string[]): Guess => ({ keys: { role: 'attribute', type }, notes })
  if (seen.present === 0) return attribute('string', 'has no values')
  if (values.size === 1 && !hasMoreValues) return attribute('string', `is always ${quote(seen.first)}`)
  if (ID_NAME.test(name)) return attribute('string', 'looks like an id')
  if (seen.dates === seen.present) return attribute('date', 'is a date')
  if (seen.dates + seen.times + seen.otherDates === seen.present) return attribute('string', 'is a date')
  const boolean = asBoolean(seen)
  if (boolean) return boolean
  if (seen.zeroLed === 0) {
    const number = guessNumber(seen, decimalChar)
    if (number !== undefined && seen.isCounting) return attribute('integer', 'counts the rows')
    if (number !== undefined) return number
  }
  if (seen.isNearlyDistinct) return attribute('string', 'differs in nearly every row: ids or free text')
  if (hasMoreValues || values.size > MAX_LEARNED) {
    const many = hasMoreValues ? 'more than 1,000' : values.size
    return attribute('string', `has ${many} different texts; to learn from it, give it categories`)
  }
  const fault = categoriesFault(seen)
  return fault ? attribute('string', fault) : asCategories(seen, 'feature')
}

/** Texts as categories, in alphabetical order. */
export function asCategories(seen: ColumnSeen, role: Field['role']): Guess {
  const categories = [...seen.values.keys()].sort()
  const folded = categories.map((category) => category.toLowerCase())
  const alike = categories.filter((_, i) => folded.indexOf(folded[i]!) !== folded.lastIndexOf(folded[i]!))
  const rare = categories.filter((category) => seen.values.get(category) === 1)
  const notes = [
    ...(alike.length > 0 ? [`has categories that differ in case alone: ${list(alike)}`] : []),
    ...(rare.length > 0 ? [`has categories of a single row: ${list(rare)}`] : []),
  ]
  return { keys: { role, type: 'string', categories, example: seen.first }, notes }
}

/** Why texts can't be categories, to follow the column's name. */
export function categoriesFault({ values }: ColumnSeen): string | undefined {
  const wrong = [...values.keys()].find((value) => isObjectName(value) || /[\p{Cc}\p{Cs}]/u.test(value))
  return wrong === undefined ? undefined : `has the text ${quote(wrong)}, which is no name for a category`
}

function asBoolean({ values, hasMoreValues, first }: ColumnSeen): Guess | undefined {
  if (hasMoreValues || values.size > 6) return undefined
  const texts = [...values.keys()]
  const pair = booleans.find((words) => texts.every((text) => words.includes(text.toLowerCase())))
  const [trueValues, falseValues] = [0, 1].map((i) => texts.filter((text) => text.toLowerCase() === pair?.[i]))
  if (!trueValues?.length || !falseValues?.length) return undefined
  const example = trueValues.includes(first)
  return { keys: { role: 'feature', type: 'boolean', trueValues, falseValues, example }, notes: [] }
}

const list = (texts: readonly string[]) => listed(texts.map(quote), 5)
