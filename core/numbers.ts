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

/** Shows numbers for people with the decimals that this one needs for three digits: 0.0123, 12.3, 12300. */
export function showLike(scale: number): (value: number) => string {
  const magnitude = scale === 0 ? 0 : Math.floor(Math.log10(Math.abs(scale)))
  const decimals = Math.min(20, Math.max(0, 2 - magnitude))
  return (value) => value.toFixed(decimals)
}
