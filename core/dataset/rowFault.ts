import type { Dataset, Feature } from './dataset.js'
import { explainValue, isAllowedNumber } from './explainValue.js'
import { someOf } from './someOf.js'
import { quote } from './wording.js'

/**
 * What is wrong with a row to predict, as JSON has it, by the rules of a request to the API; undefined where nothing is. A sentence without
 * its end.
 */
export function rowFault({ features }: Dataset, row: unknown): string | undefined {
  const names = () => someOf(features.map(({ name }) => name))
  if (typeof row !== 'object' || row === null || Array.isArray(row))
    return `a row must be an object with the fields ${names()}`
  const values = row as Readonly<Record<string, unknown>>
  for (const feature of features) {
    const value = Object.hasOwn(values, feature.name) ? values[feature.name] : undefined
    const fault = valueFault(feature, value)
    if (fault !== undefined) return fault
  }
  const unknown = Object.keys(values).find((key) => !features.some(({ name }) => name === key))
  return unknown === undefined ? undefined : `${quote(unknown)} is no field; the fields are ${names()}`
}

/** What is wrong with the value of one feature; undefined where nothing is. A sentence without its end. */
export function valueFault(feature: Feature, value: unknown): string | undefined {
  return isRight(feature, value) ? undefined : `${feature.name} ${explainValue(feature, value, 'it is needed')}`
}

function isRight(feature: Feature, value: unknown): boolean {
  if (value === undefined || value === null) return !feature.required
  switch (feature.kind) {
    case 'boolean':
      return typeof value === 'boolean'
    case 'category':
      // Where it may be missing, an unknown category counts as missing.
      return typeof value === 'string' && (!feature.required || feature.categories.includes(value))
    case 'number':
      return isAllowedNumber(feature, value)
  }
}
