import { wilson, Z_90 } from '../../../../core/wilson.js'

/** How right the answers are where the file itself says what is right. */
export type Score =
  | {
      readonly rows: number
      readonly right: number
      readonly accuracy: number
      readonly low: number
      readonly high: number
    }
  | { readonly rows: number; readonly rmse: number; readonly low: number; readonly high: number }

type Answer = string | number | undefined

/**
 * The accuracy of classes, or the root mean squared error of numbers, with its 90 % interval.
 *
 * @param counts whether a row counts
 * @returns undefined where no row has both an answer and a truth
 */
export function score(
  said: readonly Answer[],
  truth: readonly Answer[],
  counts: (row: number) => boolean = () => true,
): Score | undefined {
  const rows = [...said.keys()].filter((i) => said[i] !== undefined && truth[i] !== undefined && counts(i))
  if (rows.length === 0) return undefined
  if (typeof said[rows[0]!] === 'number') {
    return errorOf(rows.map((i) => (Number(said[i]) - Number(truth[i])) ** 2))
  }
  return accuracyOf(rows.length, rows.filter((i) => said[i] === truth[i]).length)
}

function accuracyOf(rows: number, right: number): Score {
  const { low, high } = wilson(right, rows)
  // Exact at the ends, where rounding leaves a rest.
  const ends = { low: right === 0 ? 0 : low, high: right === rows ? 1 : high }
  return { rows, right, accuracy: right / rows, ...ends }
}

/** The interval of the mean squared error, and its roots. */
function errorOf(squares: readonly number[]): Score {
  const rows = squares.length
  const mean = squares.reduce((sum, it) => sum + it, 0) / rows
  const variance = squares.reduce((sum, it) => sum + (it - mean) ** 2, 0) / Math.max(1, rows - 1)
  const half = Z_90 * Math.sqrt(variance / rows)
  return { rows, rmse: Math.sqrt(mean), low: Math.sqrt(Math.max(0, mean - half)), high: Math.sqrt(mean + half) }
}
