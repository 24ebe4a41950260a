import type { Predicted } from './predictFile.js'

/** Which rows are listed, and in which order; `of` is a target's name. */
export type Order =
  | { readonly by: 'file' }
  | { readonly by: 'refused' }
  | { readonly by: 'sure'; readonly of: string }
  | { readonly by: 'wrong'; readonly of: string }

/** The places of the listed rows: equal ones stay as they are in the file. */
export function orderRows({ values, answers, truths }: Predicted, order: Order): number[] {
  const all = [...values.keys()]
  if (order.by === 'file') return all
  if (order.by === 'refused') return all.filter((i) => !values[i])
  const { said, probability } = answers[order.of]!
  if (order.by === 'sure') return all.filter((i) => values[i]).sort((a, b) => probability[a]! - probability[b]!)
  const truth = truths[order.of] ?? []
  const wrong = all.filter((i) => said[i] !== undefined && truth[i] !== undefined && said[i] !== truth[i])
  const isNumber = typeof said[wrong[0] ?? 0] === 'number'
  const error = (i: number) => Math.abs(Number(said[i]) - Number(truth[i]))
  // Of numbers the farthest off come first, of classes those that it was surest of.
  return wrong.sort((a, b) => (isNumber ? error(b) - error(a) : probability[b]! - probability[a]!))
}
