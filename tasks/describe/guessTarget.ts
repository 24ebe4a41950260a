import { MAX_CLASSES } from '../../core/dataset/categoryOf.js'
import { quote } from '../../core/dataset/wording.js'
import { UserError } from '../../core/errors.js'
import type { ColumnSeen } from './columnSeen.js'
import type { Guess } from './guess.js'
import { asCategories, categoriesFault } from './guessColumn.js'
import { guessNumber } from './guessNumber.js'

/** Numbers with at most so many different values, each of them frequent, are classes rather than amounts. */
const MAX_NUMBERED_CLASSES = 20
const ROWS_A_CLASS = 10

/**
 * The guess for a target: classes, or a number.
 *
 * @throws UserError TARGET of a column from which nothing can be predicted
 */
export function guessTarget(seen: ColumnSeen, decimalChar: string): Guess {
  const { name, values, hasMoreValues } = seen
  const refuse = (says: string) => new UserError('TARGET', `The target ${quote(name)} ${says}.`)
  if (!hasMoreValues && values.size < 2) {
    throw refuse(
      values.size === 0
        ? 'has no values; name a column that has some'
        : `is always ${quote(seen.first)}; name a column that varies`,
    )
  }
  const number = seen.zeroLed === 0 ? guessNumber(seen, decimalChar) : undefined
  if (number !== undefined && !areClasses(seen)) {
    const few = number.keys.type === 'integer' && !hasMoreValues && values.size <= MAX_CLASSES
    const notes = [`is predicted as a number${few ? '; if its values are classes, list them as its categories' : ''}`]
    return { keys: { ...number.keys, role: 'target' }, notes: [...notes, ...number.notes] }
  }
  if (hasMoreValues || values.size > MAX_CLASSES) {
    const many = hasMoreValues ? 'more than 1,000' : values.size
    throw refuse(`has ${many} different texts, and ${MAX_CLASSES} classes are the most; name another column`)
  }
  const fault = categoriesFault(seen)
  if (fault) throw refuse(`${fault}; change it in the file`)
  const guess = asCategories(seen, 'target')
  if (number === undefined) return guess
  const notes = [`is taken for ${values.size} classes; to predict an amount, remove its categories`]
  if (seen.whole.count < seen.present) return { ...guess, notes }
  const categories = [...values.keys()].map(Number).sort((a, b) => a - b)
  return { keys: { role: 'target', type: 'integer', categories, example: Number(seen.first) }, notes }
}

/** Whether numbers are names of classes: a few, and whole, as "3" or "3.0". */
function areClasses({ values, hasMoreValues, present }: ColumnSeen): boolean {
  if (hasMoreValues || values.size > MAX_NUMBERED_CLASSES) return false
  return (
    (values.size === 2 || present >= values.size * ROWS_A_CLASS) &&
    [...values.keys()].every((it) => /^-?\d+([.,]0+)?$/.test(it))
  )
}
