import { UserError } from '../../../../core/errors.js'

/**
 * A float32 with nine significant digits, which read back as the same float32. XGBoost's reader takes a number without point and
 * exponent for an integer and refuses it, and JSON.stringify would write 1 that way: hence a marked text.
 */
export function float(value: number): string {
  if (!Number.isFinite(value)) {
    throw new UserError(
      'PARAMETERS',
      'With these parameters training gave leaves that are no numbers; raise --lambda or --min_child_weight, or look for values of the target that are far too large.',
    )
  }
  return `float:${Number(value.toPrecision(9)).toExponential()}`
}

/** JSON with the marked texts as numbers. */
export const stringify = (value: unknown) => JSON.stringify(value).replace(/"float:([^"]+)"/g, '$1')
