/** The values that a feature can have in its data: the multiples of a step within a range. */
export interface Grid {
  /** The lowest and the highest multiple within the range: `last` is below `first` where there is none. */
  first: number
  last: number
  /** A multiple as the decimal that it is: 39.4, not 39.400000000000006. */
  valueAt: (multiple: number) => number
}

/** @param step above 0 */
export function gridOf(min: number, max: number, step: number): Grid {
  const scale = 10 ** decimalsOf(step)
  const whole = Math.round(step * scale)
  // Dividing one whole number by another rounds once, to the decimal's own double. Adding 0 makes -0 a 0.
  const valueAt = (multiple: number) => (multiple * whole) / scale + 0
  const [low, high] = [Math.round(min / step), Math.round(max / step)]
  return { first: valueAt(low) < min ? low + 1 : low, last: valueAt(high) > max ? high - 1 : high, valueAt }
}

/** The lowest multiple that a tree takes right at this threshold, as it compares float32; `last + 1` where none is. */
export function firstNotBelow({ first, last, valueAt }: Grid, threshold: number): number {
  let [low, high] = [first, last + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    if (Math.fround(valueAt(middle)) < threshold) low = middle + 1
    else high = middle
  }
  return low
}

function decimalsOf(step: number): number {
  const [digits = '', exponent = '0'] = String(step).split('e')
  return Math.max(0, (digits.split('.')[1] ?? '').length - Number(exponent))
}
