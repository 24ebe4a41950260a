import { classesOf, type Dataset } from '../core/dataset/dataset.js'
import { sum } from '../core/numbers.js'

/** The most rows in a batch, unless the reply would be too large. */
const MAX_ROWS = 10_000

/** The most values in a batch: of a wide table each takes some fifty bytes once it is parsed, whatever it took as text. */
const MAX_VALUES = 1_000_000

/** The most probabilities and values in a reply: each takes a hundred bytes until it is text. */
const MAX_OUTPUTS = 500_000

/** What a probability or a value takes as text, with its label. */
const OUTPUT_BYTES = 32

/** How much the bodies and replies of all batches under way may hold together: the API's heap has no room for more. */
const BATCHES_BYTES = 32 << 20

/** How many bodies and replies stream at a time: each holds a piece of the body, its rows and their replies. */
const STREAMS = 8

/** The most of a body that is answered in one go, and about the most probabilities and values in that. */
const PIECE_BYTES = 64 << 10
const PIECE_OUTPUTS = 64 << 10

/** How large a body may be: the more features and classes a data set has, the larger its rows and their replies. */
export interface Limits {
  /** Rows of a batch. */
  rows: number
  /** Bytes of a body with one row. */
  rowBytes: number
  /** Bytes of a body with many rows. */
  batchBytes: number
  /** How many large batches are read and answered at a time. */
  batchesAtOnce: number
  /** How many bodies and replies stream at a time. */
  streamsAtOnce: number
  /** Bytes of a body that streams which are answered in one go. */
  pieceBytes: number
  /** Values in a body, with room for unknown columns, so that the refusal can name them. */
  values: number
  /** Lists and objects in a body. */
  objects: number
}

/** About a hundred bytes a value, names and generous indentation included, up to what memory allows. */
export function limitsOf({ features: { length }, targets }: Dataset): Limits {
  const outputs = sum(targets.map((target) => classesOf(target)?.length ?? 1))
  const rows = Math.min(MAX_ROWS, Math.floor(MAX_OUTPUTS / outputs), Math.floor(MAX_VALUES / length))
  const batchBytes = Math.min(Math.max(4, length) << 20, BATCHES_BYTES)
  const bytes = batchBytes + rows * outputs * OUTPUT_BYTES
  return {
    rows,
    rowBytes: Math.max(16 << 10, 256 * length),
    batchBytes,
    batchesAtOnce: Math.min(4, Math.max(1, Math.floor(BATCHES_BYTES / bytes))),
    streamsAtOnce: STREAMS,
    // Of short rows there are many in a piece.
    pieceBytes: Math.min(PIECE_BYTES, Math.max(1 << 10, Math.floor(PIECE_OUTPUTS / outputs) * 8 * length)),
    values: (length + 12) * rows,
    objects: 2 * rows,
  }
}
