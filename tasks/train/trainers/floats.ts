import { UserError } from '../../../core/errors.js'

/** What to say of a model whose leaves are no numbers. */
export const noNumbers = () =>
  new UserError(
    'PARAMETERS',
    'With these parameters training gave leaves that are no numbers; raise --lambda or --min_child_weight, or look for values of the target that are far too large.',
  )

/**
 * A float32 with nine significant digits, which read back as the same float32. XGBoost's reader takes a number without point and
 * exponent for an integer and refuses it, and JSON.stringify would write 1 that way: hence a marked text.
 */
export function float(value: number): string {
  if (!Number.isFinite(value)) throw noNumbers()
  return `float:${Number(value.toPrecision(9)).toExponential()}`
}

/**
 * A model's JSON, with the marked texts of its trees as numbers. The names of its columns stay as they are, whatever they hold.
 *
 * @param model with an empty list of trees
 */
export function stringifyModel(model: unknown, trees: readonly unknown[]): string {
  const numbers = JSON.stringify(trees).replace(/"float:([^"]+)"/g, '$1')
  // In a name the quotes would be escaped, so this is the one place.
  return JSON.stringify(model).replace('"trees":[]', () => `"trees":${numbers}`)
}
