import type { BooleanColumn } from './dataset.js'
import type { Field } from './definition.js'
import type { Own, RefuseField } from './own.js'
import { firstTwice, quote } from './wording.js'

/**
 * @param missing the field's missing-value marks
 * @throws what `refuse` makes, where a text would mean two things
 */
export function booleanOf(
  { trueValues, falseValues, example }: Field,
  missing: readonly string[],
  refuse: RefuseField,
): Own<BooleanColumn> {
  for (const [key, values] of Object.entries({ trueValues, falseValues })) {
    if (values.length === 0) throw refuse(`${key} is empty; list how the file writes it`)
    const blank = values.find((value) => value !== value.trim())
    if (blank !== undefined)
      throw refuse(`${quote(blank)} in ${key} starts or ends with a blank; remove it, as values are compared without`)
  }
  const twice = firstTwice([...new Set(trueValues), ...new Set(falseValues), ...missing])
  if (twice !== undefined) {
    throw refuse(`${quote(twice)} stands in two of trueValues, falseValues and missingValues; leave it in one`)
  }
  if (example === undefined || typeof example === 'boolean') {
    return { kind: 'boolean', trueValues, falseValues, example }
  }
  throw refuse('the example must be true or false, without quotes')
}
