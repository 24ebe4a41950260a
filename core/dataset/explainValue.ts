import { rangeText } from './dataset.js'
import { someOf } from './someOf.js'

/** What a value of a feature must be: of `Feature` or `FieldCard` as much as that needs. */
export interface Expected {
  readonly kind: 'number' | 'category' | 'boolean'
  readonly required: boolean
  readonly integer?: boolean | undefined
  readonly min?: number | undefined
  readonly max?: number | undefined
  readonly unit?: string | undefined
  readonly categories?: readonly string[] | undefined
}

/**
 * What is wrong with the value of a feature, undefined where there is none, and what it must be, as in "is out of range: it must be a
 * number from 20 to 80 mm".
 *
 * @param needed why null is refused
 */
export function explainValue(feature: Expected, value: unknown, needed: string): string {
  const expected = `${expectedOf(feature)}${feature.required ? '' : ', or null'}`
  if (value === undefined) return `is missing: it must be ${expected}`
  if (value === null) return `is null, and ${needed}: it must be ${expected}`
  switch (feature.kind) {
    case 'number':
      if (typeof value === 'string') return `is no number but text: send it without quotes, ${expected}`
      return `${numberFault(feature, value)}: it must be ${expected}`
    case 'category':
      if (typeof value === 'number') return `is no text but a number: send it in quotes, ${expected}`
      return typeof value === 'string' ? `must be ${expected}` : `is no text: it must be ${expected}`
    case 'boolean':
      return `must be ${expected}`
  }
}

/** Whether a value is a number that a request may hold. */
export function isAllowedNumber(
  {
    integer,
    min = Number.NEGATIVE_INFINITY,
    max = Number.POSITIVE_INFINITY,
  }: Pick<Expected, 'integer' | 'min' | 'max'>,
  value: unknown,
): value is number {
  const isNumber = integer ? Number.isSafeInteger(value) : Number.isFinite(value)
  return isNumber && (value as number) >= min && (value as number) <= max
}

/** What is wrong with a number that is not allowed. */
export function numberFault({ integer }: Pick<Expected, 'integer'>, value: unknown): string {
  if (!Number.isFinite(value)) return 'is no number'
  return integer && !Number.isInteger(value) ? 'is no whole number' : 'is out of range'
}

/** "a number from 20 to 80 mm". */
export function expectedOf({ kind, integer, min, max, unit, categories = [] }: Expected): string {
  switch (kind) {
    case 'number': {
      const range = rangeText({ min, max, unit })
      const behind = range ? (min !== undefined && max !== undefined ? ` from ${range}` : `, ${range}`) : ''
      return `a ${integer ? 'whole number' : 'number'}${behind}`
    }
    case 'category':
      return `one of ${someOf(categories)}`
    case 'boolean':
      return 'true or false, without quotes'
  }
}
