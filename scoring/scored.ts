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
}
