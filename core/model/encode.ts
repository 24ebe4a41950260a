import { sum } from '../numbers.js'

/** What must be known of a feature to make the model's columns from it. */
export interface EncodedFeature {
  readonly name: string
  readonly kind: 'number' | 'boolean' | 'category'
  readonly categories?: readonly string[] | undefined
}

/** A row's values by field; null and undefined mean missing, and so does an unknown category. */
export type FeatureValues = Readonly<Record<string, number | boolean | string | null | undefined>>

/**
 * The model's columns, in order: a number or a boolean has one column, of its own name; a categorical feature has one per category,
 * such as `island=Biscoe`.
 */
export function modelColumns(features: readonly EncodedFeature[]): string[] {
  return features.flatMap(({ name, categories }) =>
    categories ? categories.map((category) => columnName(`${name}=${category}`)) : [columnName(name)],
  )
}

/** XGBoost allows no square brackets and no < in a column's name: their full-width forms stand for them. */
const columnName = (name: string) =>
  name.replace(/[[\]<]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0))

/** How many of the model's columns a feature has. */
export const widthOf = ({ categories }: EncodedFeature) => categories?.length ?? 1

/**
 * The model's input. A boolean is 0 or 1; a category is 1 in its own column and 0 in the feature's others; a missing value is NaN in
 * all of its columns.
 *
 * @returns row by row, a value for each of `modelColumns`
 */
export function encodeRows(features: readonly EncodedFeature[], rows: readonly FeatureValues[]): Float32Array {
  const encoded = new Float32Array(rows.length * columnCount(features))
  let at = 0
  for (const row of rows) {
    for (const feature of features) {
      encodeValue(feature, row[feature.name], encoded, at)
      at += widthOf(feature)
    }
  }
  return encoded
}

/** How many columns the model has. */
export const columnCount = (features: readonly EncodedFeature[]) => sum(features.map(widthOf))

/** Writes a feature's value into its columns, from `at` on, which must be zero before. */
export function encodeValue(
  { categories }: EncodedFeature,
  value: FeatureValues[string],
  encoded: Float32Array,
  at: number,
) {
  if (categories === undefined) {
    encoded[at] = value === null || value === undefined ? Number.NaN : Number(value)
    return
  }
  const index = typeof value === 'string' ? categories.indexOf(value) : -1
  if (index === -1) encoded.fill(Number.NaN, at, at + categories.length)
  else encoded[at + index] = 1
}

/**
 * The same for a column of many rows: writes a feature's values into its columns of a matrix of zeros.
 *
 * @param values numbers, 1 or 0 for a boolean, indices of categories; NaN where one is missing
 * @param encoded row by row, `width` values each
 * @param at the place of the first row's first value
 */
export function encodeColumn(
  { categories }: EncodedFeature,
  values: Float64Array,
  encoded: Float32Array,
  at: number,
  width: number,
) {
  for (let i = 0, to = at; i < values.length; i++, to += width) {
    const value = values[i]!
    if (categories === undefined) encoded[to] = value
    else if (Number.isNaN(value)) encoded.fill(value, to, to + categories.length)
    else encoded[to + value] = 1
  }
}
