import type { CategoryColumn } from './dataset.js'
import type { Field } from './definition.js'
import { isObjectName } from './names.js'
import type { Own, RefuseField } from './own.js'
import { firstTwice, oneLine, quote } from './wording.js'

/** Each category of a feature is a column of the model. */
export const MAX_CATEGORIES = 1000

/** Each class of a target has trees of its own, and rows to learn it from. */
export const MAX_CLASSES = 100

/** The longest that a value in the file may be, in characters, unless it is free text. */
export const MAX_LENGTH = 255

/**
 * @param given the field's categories, as they stand there
 * @param missing its missing-value marks
 * @throws what `refuse` makes, if they can't be categories
 */
export function categoryOf(
  { type, role, example }: Field,
  given: NonNullable<Field['categories']>,
  missing: readonly string[],
  refuse: RefuseField,
): Own<CategoryColumn> {
  if (type !== 'integer' && type !== 'string' && type !== 'any') {
    throw refuse(`a field of type ${type} has no categories; make it a string or an integer`)
  }
  const wrong = given.find(({ value }) => (typeof value === 'number') !== (type === 'integer'))
  if (wrong) {
    const quotes = type === 'integer' ? 'without quotes' : 'in quotes'
    throw refuse(`the category ${JSON.stringify(wrong.value)} is of another type than the field; write it ${quotes}`)
  }
  checkCount(role, given.length, refuse)
  const categories = given.map(({ value }) => String(value))
  const labels = given.map(({ value, label }) => oneLine(label ?? String(value)))
  for (const category of categories) {
    const fault = categoryFault(category, missing)
    if (fault) throw refuse(`the category ${quote(category)} ${fault}`)
  }
  const twice = firstTwice(categories)
  if (twice !== undefined) throw refuse(`the category ${quote(twice)} stands in the list twice; remove one`)
  if (example === undefined) return { kind: 'category', categories, labels, example }
  if (categories.includes(String(example))) return { kind: 'category', categories, labels, example: String(example) }
  throw refuse(`the example ${quote(String(example))} is none of the categories; take one of them`)
}

function checkCount(role: Field['role'], count: number, refuse: RefuseField) {
  if (count === 0) throw refuse('the list of categories is empty; name them, or leave the list out')
  if (count === 1 && role !== 'attribute') {
    throw refuse(`it has one category, from which nothing is learned; name the others, or give it the role attribute`)
  }
  const most = role === 'target' ? MAX_CLASSES : MAX_CATEGORIES
  if (count <= most) return
  const other =
    role === 'attribute' ? 'leave the list out' : 'join rare ones, or give it the role attribute without a list'
  throw refuse(`it has ${count} categories, and ${most} are the most that a ${role} can have; ${other}`)
}

function categoryFault(category: string, missing: readonly string[]): string | undefined {
  if (category === '') return 'is empty; list it under missingValues'
  if (category !== category.trim()) return 'starts or ends with a blank; remove it, as values are compared without'
  if (missing.includes(category)) return 'is also a mark of a missing value; remove it there or here'
  if ([...category].length > MAX_LENGTH)
    return `is longer than ${MAX_LENGTH} characters; shorten it here and in the file`
  if (/[\p{Cc}\p{Cs}]/u.test(category)) return 'holds a control character; remove it here and in the file'
  if (isObjectName(category))
    return 'is a word that JavaScript or JSON Schema keeps for itself; write another here and in the file'
  return undefined
}
