import type { Model } from '../../../core/model/model.js'
import { type Prediction, predict } from '../../../core/model/predict.js'
import type { KeptRow } from '../model/judge.js'

type Said = Prediction['predictions'][string]

/** A row as two models see it. */
export interface Both {
  readonly row: KeptRow
  readonly a: Said
  readonly b: Said
}

/** Where two models disagree on a target. */
export interface Disagreements {
  /** How many rows were put to both. */
  readonly rows: number
  /** The rows of different classes, those first on which both are surest; of a number, all rows, those farthest apart first. */
  readonly list: readonly Both[]
  /** Of the disputed rows whose class is known: how often each was right, and how often neither; undefined where none is known. */
  readonly right: { readonly a: number; readonly b: number; readonly neither: number } | undefined
}

/** Puts the rows to both models. */
export function disagreements(a: Model, b: Model, rows: readonly KeptRow[], target: string): Disagreements {
  const values = rows.map((row) => row.values)
  const [byA, byB] = [predict(a, values), predict(b, values)]
  const all = rows.map((row, i): Both => ({ row, a: byA[i]!.predictions[target]!, b: byB[i]!.predictions[target]! }))
  if (all[0] && 'value' in all[0].a) {
    const apart = (it: Both) => Math.abs(numberOf(it.a) - numberOf(it.b))
    return { rows: rows.length, list: all.sort((x, y) => apart(y) - apart(x)), right: undefined }
  }
  const list = all.filter((it) => labelOf(it.a) !== labelOf(it.b))
  const known = list.filter(({ row }) => typeof row.truths[target] === 'string')
  const hits = (of: 'a' | 'b') => known.filter((it) => labelOf(it[of]) === it.row.truths[target]).length
  const right =
    known.length > 0 ? { a: hits('a'), b: hits('b'), neither: known.length - hits('a') - hits('b') } : undefined
  const sure = (it: Both) => Math.min(probabilityOf(it.a), probabilityOf(it.b))
  return { rows: rows.length, list: list.sort((x, y) => sure(y) - sure(x)), right }
}

const labelOf = (said: Said) => ('label' in said ? said.label : undefined)
const probabilityOf = (said: Said) => ('label' in said ? said.probability : 0)
export const numberOf = (said: Said) => ('value' in said ? said.value : Number.NaN)
