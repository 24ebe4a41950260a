/** Six decimals: of probabilities, scores and margins float32 holds no more. */
export const round = (value: number) => Math.round(value * 1e6) / 1e6

/** A float32 by the fewest digits that give it back: 13.1, not 13.10000038146973. */
export function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === Math.fround(value)) return short
  }
  return Number(value.toPrecision(9))
}

/** Three decimals, for people. */
export const show = (value: number) => value.toFixed(3)

export function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}

export const mean = (values: ArrayLike<number> & Iterable<number>) => sum(values) / values.length
