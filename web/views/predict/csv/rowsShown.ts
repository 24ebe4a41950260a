import type { FeatureValues } from '../../../../core/model/encode.js'
import type { Fault } from './judgeRows.js'
import { type Order, orderRows } from './orderRows.js'
import type { Predicted } from './predictFile.js'

/** A row of the file as the table shows it. */
export interface RowShown {
  /** Its line in the file. */
  readonly line: number
  /** Undefined where it has faults. */
  readonly values: FeatureValues | undefined
  /** The features' cells as they stand in the file, in the features' order. */
  readonly texts: readonly string[]
  readonly faults: readonly Fault[]
  /** By target. */
  readonly answers: Readonly<Record<string, Answer>>
}

export interface Answer {
  readonly said: string | number
  readonly probability: number
  /** What the file says, where it says something. */
  readonly truth: string | number | undefined
}

export interface Page {
  readonly rows: readonly RowShown[]
  /** How many there are in this order. */
  readonly of: number
}

/** The first rows in an order. */
export function rowsShown(predicted: Predicted, order: Order, count: number): Page {
  const places = orderRows(predicted, order)
  return { rows: places.slice(0, count).map((row) => rowShown(predicted, row)), of: places.length }
}

function rowShown({ table, places, values, faults, answers, truths }: Predicted, row: number): RowShown {
  return {
    line: table.lines[row]!,
    values: values[row],
    texts: places.features.map((place) => table.records[row]![place] ?? ''),
    faults: faults[row]!,
    answers: Object.fromEntries(
      Object.entries(answers).flatMap(([name, { said, probability }]) => {
        const it = said[row]
        if (it === undefined) return []
        return [[name, { said: it, probability: probability[row]!, truth: truths[name]?.[row] }]]
      }),
    ),
  }
}
