/**
 * Bounds for numbers seen from `min` to `max`: half the span more on each side, rounded outwards to about a twentieth of the span, and
 * not past zero unless a number was.
 */
export function withMargin(min: number, max: number, integer: boolean): { minimum: number; maximum: number } {
  const span = max - min
  const step = Math.max(10 ** Math.floor(Math.log10(span)) / 2, integer ? 1 : 0)
  const low = round(Math.floor((min - span / 2) / step) * step)
  const high = round(Math.ceil((max + span / 2) / step) * step)
  return { minimum: min >= 0 ? Math.max(0, low) : low, maximum: max <= 0 ? Math.min(0, high) : high }
}

/** Without the digits that binary fractions add. */
const round = (value: number) => Number(value.toPrecision(12)) + 0
