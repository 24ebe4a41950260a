import type { ClassExplanation, NumberExplanation } from '../../../core/model/explain.js'

/** What moves an answer: where it starts, how far each feature moves it, and where it ends. The parts add up to `to - from`. */
export interface Reasons {
  from: number
  parts: { name: string; by: number }[]
  to: number
}

/** Before there is an explanation. */
export const NO_REASONS: Reasons = { from: 0, parts: [], to: 0 }

/**
 * Why class x rather than y. Softmax makes ln(px / py) the difference of their margins, so that the differences of their contributions
 * add up to it exactly. Two classes share one margin, which is ln(px / py) as it stands.
 */
export function reasonsFor(x: ClassExplanation, y: ClassExplanation, isLogistic: boolean): Reasons {
  const other = (value: number) => (isLogistic ? 0 : value)
  return {
    from: x.base_value - other(y.base_value),
    parts: Object.entries(x.contributions).map(([name, by]) => ({ name, by: by - other(y.contributions[name]!) })),
    to: x.margin - other(y.margin),
  }
}

/** Why a number is what it is, from the mean over the training rows. */
export const reasonsOf = ({ base_value, contributions, value }: NumberExplanation): Reasons => ({
  from: base_value,
  parts: Object.entries(contributions).map(([name, by]) => ({ name, by })),
  to: value,
})

/** The parts that move it most, in the order given, and the others as one, without a name. */
export function foremost({ parts, ...ends }: Reasons, most: number): Reasons {
  if (parts.length <= most) return { ...ends, parts }
  const sorted = parts.toSorted((a, b) => Math.abs(b.by) - Math.abs(a.by))
  const rest = sorted.slice(most - 1).reduce((sum, { by }) => sum + by, 0)
  return { ...ends, parts: [...sorted.slice(0, most - 1), { name: '', by: rest }] }
}

/**
 * Rounds so that the rounded start and parts add up to the rounded end: each is rounded down, and those that lost most get one unit more
 * (the method of the largest remainder).
 */
export function rounded({ from, parts, to }: Reasons, decimals: number): Reasons {
  const unit = 10 ** -decimals
  const exact = [from, ...parts.map(({ by }) => by)].map((value) => value / unit)
  const whole = exact.map(Math.floor)
  let missing = Math.round(to / unit) - whole.reduce((sum, value) => sum + value, 0)
  const byLoss = exact.map((value, i) => ({ i, loss: value - whole[i]! })).sort((a, b) => b.loss - a.loss)
  for (const { i } of byLoss) if (missing-- > 0) whole[i]!++
  const [start, ...rest] = whole.map((value) => Number((value * unit).toFixed(decimals)))
  return { from: start!, parts: parts.map(({ name }, i) => ({ name, by: rest[i]! })), to: Number(to.toFixed(decimals)) }
}
