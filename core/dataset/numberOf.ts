import { type NumberColumn, rangeText } from './dataset.js'
import type { Field } from './definition.js'
import type { Own, RefuseField } from './own.js'
import { oneLine } from './wording.js'

/** @throws what `refuse` makes, where range, example and signs don't fit */
export function numberOf(field: Field, refuse: RefuseField): Own<NumberColumn> {
  const { constraints, decimalChar, groupChar } = field
  const integer = field.type === 'integer'
  const unit = field.unit === undefined ? undefined : oneLine(field.unit)
  const min = number('minimum', constraints.minimum, refuse)
  const max = number('maximum', constraints.maximum, refuse)
  const example = number('example', field.example, refuse)
  if (min !== undefined && max !== undefined && min > max) {
    throw refuse(`the minimum, ${min}, is above the maximum, ${max}; swap or mend them`)
  }
  if (example !== undefined) {
    if (example < (min ?? example) || example > (max ?? example)) {
      throw refuse(`the example, ${example}, is outside ${rangeText({ min, max, unit })}; take one that is likely`)
    }
    if (integer && !Number.isInteger(example)) throw refuse(`the example, ${example}, is no whole number; take one`)
  }
  if (field.step !== undefined && !(field.step > 0)) {
    throw refuse(`the step, ${field.step}, is not above 0; say what the number is measured to, as in 0.1`)
  }
  if (integer && field.step !== undefined && !Number.isInteger(field.step)) {
    throw refuse(`the step, ${field.step}, is no whole number, and the field's type is integer; mend one of them`)
  }
  for (const [key, sign] of Object.entries({ decimalChar, groupChar })) {
    if (sign !== undefined && /[\p{L}\p{N}+"-]/u.test(sign)) {
      throw refuse(`${key} is ${JSON.stringify(sign)}, which no number can hold as such; mend it`)
    }
  }
  if (decimalChar === groupChar) {
    throw refuse(`decimalChar and groupChar are both ${JSON.stringify(groupChar)}; mend one of them`)
  }
  return {
    kind: 'number',
    integer,
    unit,
    step: field.step ?? (integer ? 1 : undefined),
    min,
    max,
    example,
    decimalChar,
    groupChar,
  }
}

function number(key: string, value: unknown, refuse: RefuseField): number | undefined {
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return value
  throw refuse(`the ${key} must be a number, and without quotes`)
}
