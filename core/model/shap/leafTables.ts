import { type Questions, questionsOf } from '../blocks/questions.js'
import type { Explainer } from './explainer.js'

/** A leaf's conditions have a bit each in a byte. */
export const MOST_CONDITIONS = 8

/**
 * What a leaf contributes depends on nothing but which conditions of its path a row meets. So many rows are explained together: the
 * contributions are worked out once for each pattern of conditions met, and looked up for each row.
 */
export interface LeafTables {
  questions: Questions
  /** Each condition's two questions: a row meets it that says yes to the first, if there is one, and no to the second. */
  mins: Int32Array
  limits: Int32Array
  /** From so many rows on the tables take less time than they save. */
  fewestRows: number
}

/** @returns undefined where a path has more conditions, or all have too many */
export function leafTablesOf({ starts, features, mins, limits, takesMissing }: Explainer): LeafTables | undefined {
  const count = features.length
  let patterns = 0
  for (let leaf = 0; leaf < starts.length - 1; leaf++) {
    const conditions = starts[leaf + 1]! - starts[leaf]!
    if (conditions > MOST_CONDITIONS) return undefined
    patterns += conditions << conditions
  }
  // Where a missing value meets a condition, it says yes to the first and no to the second.
  const questions = questionsOf({
    features: Int32Array.from({ length: 2 * count }, (_, i) =>
      Number.isNaN(i < count ? mins[i] : limits[i - count]) ? -1 : features[i % count]!,
    ),
    values: Float32Array.from([...mins, ...limits]),
    defaultRight: Uint8Array.from({ length: 2 * count }, (_, i) => (i < count ? 0 : 1) ^ takesMissing[i % count]!),
  })
  if (!questions) return undefined
  return {
    questions,
    mins: questions.ofNodes.subarray(0, count),
    limits: questions.ofNodes.subarray(count),
    fewestRows: count === 0 ? 0 : patterns / count,
  }
}

/**
 * Works out what a leaf contributes to each of its conditions' features.
 *
 * @param products what it works in
 * @param table gets for each condition a value for each pattern: bit `i` says that condition `i` is met
 */
export function fillTable(
  { pointCount, starts, features, factors, worths }: Explainer,
  leaf: number,
  products: Float64Array,
  table: Float64Array,
) {
  const start = starts[leaf]!
  const conditions = starts[leaf + 1]! - start
  const patterns = 1 << conditions
  table.fill(0, 0, conditions * patterns)
  for (let point = 0; point < pointCount; point++) {
    const from = 2 * (point * features.length + start)
    products[0] = 1
    for (let i = 0; i < conditions; i++) {
      const unmet = factors[from + 2 * i]!
      const met = factors[from + 2 * i + 1]!
      const half = 1 << i
      for (let pattern = 0; pattern < half; pattern++) {
        products[half + pattern] = products[pattern]! * met
        products[pattern]! *= unmet
      }
    }
    for (let i = 0; i < conditions; i++) {
      const unmet = worths[from + 2 * i]!
      const met = worths[from + 2 * i + 1]!
      for (let pattern = 0; pattern < patterns; pattern++) {
        table[i * patterns + pattern]! += products[pattern]! * ((pattern >> i) & 1 ? met : unmet)
      }
    }
  }
}
