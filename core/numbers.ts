/** Six decimals: float32 holds no more of a probability, a score or a margin. */
export const round = (value: number) => Math.round(value * 1e6) / 1e6

/** Four decimals, for short results. */
export const brief = (value: number) => Math.round(value * 1e4) / 1e4

/** The shortest decimal that rounds to this float32: 13.1, not 13.10000038146973. */
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

/** The first index of the highest value, counted from `start`; of a row's probabilities it is the predicted class. */
export function indexOfMax(values: ArrayLike<number>, start = 0, count = values.length - start): number {
  let best = 0
  for (let i = 1; i < count; i++) if (values[start + i]! > values[start + best]!) best = i
  return best
}

/** Formats numbers with as many decimals as `scale` needs to show three digits: 0.0123, 12.3, 12300; or as 1.23e-9. */
export function showLike(scale: number): (value: number) => string {
  const magnitude = scale === 0 ? 0 : Math.floor(Math.log10(Math.abs(scale)))
  if (magnitude < -4 || magnitude > 8) return (value) => value.toExponential(2)
  return (value) => value.toFixed(Math.max(0, 2 - magnitude))
}
