import { sum } from '../numbers.js'

/** A field that the model goes by, as far as its columns are made of it. */
export interface EncodedFeature {
  readonly name: string
  readonly kind: 'number' | 'boolean' | 'category'
  readonly categories?: readonly string[] | undefined
}

/** A row's values by field; null and undefined are missing. A category that is none of the feature's is missing too. */
export type FeatureValues = Readonly<Record<string, number | boolean | string | null | undefined>>

/**
 * The model's columns, in order: a number or a boolean has one of its own name, a category one for each of its categories, as in
 * `island=Biscoe`.
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
 * The model's input: a boolean is 0 or 1, of a category its own column is 1 and the others 0, and what is missing is NaN, in all of
 * its columns.
 *
 * @returns row by row, a value for each of `modelColumns`
 */
export function encodeRows(features: readonly EncodedFeature[], rows: readonly FeatureValues[]): Float32Array {
  const width = sum(features.map(widthOf))
  const encoded = new Float32Array(rows.length * width)
  let at = 0
  for (const row of rows) {
    for (const { name, categories } of features) {
      const value = row[name]
      if (categories === undefined) {
        encoded[at++] = value === null || value === undefined ? Number.NaN : Number(value)
        continue
      }
      const index = typeof value === 'string' ? categories.indexOf(value) : -1
      if (index === -1) encoded.fill(Number.NaN, at, at + categories.length)
      else encoded[at + index] = 1
      at += categories.length
    }
  }
  return encoded
}
