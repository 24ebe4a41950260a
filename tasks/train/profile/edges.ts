/** More bins than these are not told apart in a small chart. */
const MOST_BINS = 30

/** In a bin of so many steps one more does not show. */
const MANY_STEPS = 20

/**
 * The edges of bins over a range: round numbers, and where the values have a step multiples of it, so that no bin holds more steps than
 * another. Some 12 to 30 bins, or one for each step of fewer.
 *
 * @param step what the values are measured to
 */
export function edgesOf(min: number, max: number, step?: number): number[] {
  const width = widthOf(min, max, step)
  const first = Math.floor(plain(min / width))
  const end = plain(max / width)
  // The last bin holds its upper edge too: in bins of few steps that would be a step more than in the others.
  const last =
    step === undefined || width >= MANY_STEPS * step ? Math.max(Math.ceil(end), first + 1) : Math.floor(end) + 1
  return Array.from({ length: last - first + 1 }, (_, i) => plain((first + i) * width))
}

/** The bin of a value. The edges are float32 as the values are, so that 13.1 is not below 13.1. */
export function binOf(edges: Float32Array, value: number): number {
  let low = 0
  let high = edges.length - 1
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (value >= edges[middle]!) low = middle
    else high = middle
  }
  return low
}

function widthOf(min: number, max: number, step: number | undefined): number {
  if (min === max) return step ?? round(Math.abs(min) / MOST_BINS || 1)
  const least = (max - min) / MOST_BINS
  const width = round(least)
  if (step === undefined) return width
  const steps = plain(width / step)
  return steps >= 1 && Number.isInteger(steps) ? width : plain(step * round(Math.max(1, least / step)))
}

/** The smallest of 1, 2 and 5 times a power of ten that is not below. */
function round(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least))
  const times = [1, 2, 5].find((it) => plain(it * power) >= least) ?? 10
  return plain(times * power)
}

/** Without the last digits, which are noise: 0.3 instead of 0.30000000000000004. */
const plain = (value: number) => Number(value.toPrecision(12))
