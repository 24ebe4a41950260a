import type { Feature } from '../../core/dataset/dataset.js'
import type { Booster } from '../../core/model/booster.js'
import { widthOf } from '../../core/model/encode.js'
import { meanAbsoluteContributions } from '../../core/model/shap/explainMargins.js'
import { round, shortest, sum } from '../../core/numbers.js'
import { spreadRows } from './spreadRows.js'

/**
 * XGBoost's "gain" importance: the mean gain of a column's splits, here as a share of the sum over all columns. A category's columns are
 * added up.
 *
 * @param modelJson a model in XGBoost's JSON format, our own
 * @returns by field
 */
export function gainImportance(modelJson: string, features: readonly Feature[]): Record<string, number> {
  const width = sum(features.map(widthOf))
  const [total, splits] = [new Float64Array(width), new Uint32Array(width)]
  for (const tree of JSON.parse(modelJson).learner.gradient_booster.model.trees) {
    for (const [node, left] of tree.left_children.entries()) {
      if (left === -1) continue
      total[tree.split_indices[node]]! += tree.loss_changes[node]
      splits[tree.split_indices[node]]!++
    }
  }
  const gains = total.map((gain, column) => (splits[column] ? gain / splits[column] : 0))
  const all = sum(gains)
  let at = 0
  return Object.fromEntries(
    features.map((feature) => {
      const own = sum(gains.subarray(at, at + widthOf(feature)))
      at += widthOf(feature)
      return [feature.name, all === 0 ? 0 : round(own / all)]
    }),
  )
}

/** Enough rows for a mean; more would only take time, so a large model gets fewer. */
const SHAP_ROWS = 10_000
const SHAP_ROWS_TIMES_TREES = 2_000_000

/**
 * How far each field moves the margins: the mean of its absolute SHAP values over the rows. A category's columns are added up, row by
 * row.
 *
 * @param rows row by row, a value for each of the model's columns
 * @param outputs what to call the booster's groups
 * @returns by output, then by field
 */
export function meanAbsoluteShap(
  booster: Booster,
  rows: Float32Array,
  features: readonly Feature[],
  outputs: readonly string[],
): Record<string, Record<string, number>> {
  const rounded = booster.objective === 'reg:squarederror' ? shortest : round
  const wanted = Math.min(SHAP_ROWS, Math.ceil(SHAP_ROWS_TIMES_TREES / booster.treeRoots.length))
  const some = spreadRows(rows, booster.featureCount, wanted)
  const means = meanAbsoluteContributions(booster, some, features.map(widthOf))
  return Object.fromEntries(
    outputs.map((output, group) => [
      output,
      Object.fromEntries(features.map(({ name }, f) => [name, rounded(means[group * features.length + f]!)])),
    ]),
  )
}
