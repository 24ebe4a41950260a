import type { Dataset } from '../core/dataset/dataset.js'

/** The most rows of a batch. */
export const MAX_BATCH = 10_000

/** What the bodies of all batches under way may hold together: the memory that the API is given has room for no more. */
const BATCHES_BYTES = 16 << 20

/** How large a body may be: the more features a data set has, the larger its rows. */
export interface Limits {
  /** Of a body with one row. */
  rowBytes: number
  /** Of a body with many rows. */
  batchBytes: number
  /** How many large batches are read and answered at a time. */
  batchesAtOnce: number
  /** Values in a body, with room for columns that are not ours, so that those are named. */
  values: number
  /** Lists and objects in a body. */
  objects: number
}

/** About a hundred bytes a value, names and generous indentation included, up to what memory allows. */
export function limitsOf({ features: { length } }: Dataset): Limits {
  const batchBytes = Math.min(Math.max(4, length) << 20, BATCHES_BYTES)
  return {
    rowBytes: Math.max(16 << 10, 256 * length),
    batchBytes,
    batchesAtOnce: Math.min(4, Math.floor(BATCHES_BYTES / batchBytes)),
    values: (length + 12) * MAX_BATCH,
    objects: 2 * MAX_BATCH,
  }
}
