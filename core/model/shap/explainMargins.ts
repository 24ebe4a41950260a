import { UserError } from '../../errors.js'
import type { Booster } from '../booster.js'
import { type Explainer, explainRow, makeExplainer } from './explainer.js'
import { explainTogether } from './explainTogether.js'

/** Why margins are what they are: exact SHAP values, path-dependent, the same as XGBoost's `pred_contribs`. */
export interface Explanations {
  /** The margin to expect of a training row, one a group. */
  baseValues: Float32Array
  /** Row by row, group by group, `featureCount` values each: with the base value they add up to the margin. */
  contributions: Float32Array
}

/**
 * Explains the margins of rows of features.
 *
 * @param rows row by row, `featureCount` values each; NaN is a missing value
 * @throws UserError NO_COVERS when the model's file does not say how many rows came to each node
 */
export function explainMargins(booster: Booster, rows: Float32Array): Explanations {
  const explainer = explainerOf(booster)
  const rowCount = rows.length / booster.featureCount
  const size = booster.groupCount * booster.featureCount
  const contributions = new Float32Array(rowCount * size)
  explainEach(booster, explainer, rows, (sums, row) => contributions.set(sums, row * size))
  return { baseValues: explainer.baseValues, contributions }
}

/**
 * How much each field moves the margins, whichever way: the mean of its contributions' absolute values over the rows. A field's columns
 * are added up, row by row.
 *
 * @param widths how many columns each field has
 * @returns group by group, a value for each field
 * @throws UserError NO_COVERS as `explainMargins`
 */
export function meanAbsoluteContributions(
  booster: Booster,
  rows: Float32Array,
  widths: readonly number[],
): Float32Array {
  const explainer = explainerOf(booster)
  const rowCount = rows.length / booster.featureCount
  const totals = new Float64Array(booster.groupCount * widths.length)
  explainEach(booster, explainer, rows, (sums) => {
    let column = 0
    for (let i = 0; i < totals.length; i++) {
      let own = 0
      for (const end = column + widths[i % widths.length]!; column < end; column++) own += sums[column]!
      totals[i]! += Math.abs(own)
    }
  })
  return Float32Array.from(totals, (total) => total / rowCount)
}

/** @param add gets the contributions of one row after the other: group by group, a value for each feature; kept by none */
function explainEach(
  { featureCount, groupCount }: Booster,
  explainer: Explainer,
  rows: Float32Array,
  add: (sums: Float64Array, row: number) => void,
) {
  const size = groupCount * featureCount
  const rowCount = rows.length / featureCount
  const sums = new Float64Array(size)
  for (let row = explainTogether(explainer, rows, featureCount, size, add); row < rowCount; row++) {
    explainRow(explainer, rows, row * featureCount, sums)
    add(sums, row)
  }
}

/** Made when a booster is first explained; it goes when the booster goes. */
const explainers = new WeakMap<Booster, Explainer>()

function explainerOf(booster: Booster): Explainer {
  const known = explainers.get(booster)
  if (known) return known
  if (!booster.covers) {
    throw new UserError(
      'NO_COVERS',
      'This model predicts but can not be explained: its file has no sum_hessian, the cover of each node; train again.',
    )
  }
  const made = makeExplainer(booster, booster.covers)
  explainers.set(booster, made)
  return made
}
