/** Rows that are predicted at a time, at most: enough to make the cost of a batch small, few enough to keep memory flat. */
export const BATCH_ROWS = 1000

/** A row longer than this is answered with a fault. */
export const MAX_ROW_BYTES = 1 << 20

/** Some rows with their predictions, as text. */
export interface Scored {
  text: string
  rows: number
  /** Of them those that were not predicted. */
  faulty: number
  /** The first of these, with its line and what is wrong. */
  fault?: string | undefined
  /** Of those that were predicted: how many have a value unlike any that training saw. */
  outOfRange: number
  /** And how many were said to be of which class, target by target; of a number all of the empty text. */
  labels: ReadonlyMap<string, ReadonlyMap<string, number>>
}
