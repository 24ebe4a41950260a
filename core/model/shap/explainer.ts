import type { Booster } from '../booster.js'
import { leafPaths } from './leafPaths.js'
import { gaussLegendre } from './quadrature.js'

/**
 * A booster made ready to explain rows: SHAP values of its margins, exact and path-dependent (Lundberg et al. 2020, "From
 * local explanations to global understanding with explainable AI for trees").
 *
 * Their Algorithm 2 walks down each tree and carries the weights of all subsets of features. Here each leaf is treated on its
 * own (as in Mitchell et al. 2022, "GPUTreeShap") and the sum over the subsets is an integral (Owen 1972, "Multilinear
 * extensions of games"): a leaf of value v whose path sets conditions on features k gives feature i
 *
 *     v ∫ (met_i - share_i) Π_{k≠i} (met_k y + share_k (1 - y)) dy,  y from 0 to 1
 *
 * where met_k is 1 if the row meets the condition, else 0, and share_k is the share of the training rows that meet it. That is a
 * polynomial, so a few points integrate it exactly: half as many as the longest path has features. The product is never
 * negative, so nothing cancels in it, and all its factors are known before there is a row.
 *
 * The conditions of all paths stand one after the other.
 */
export interface Explainer {
  /** The margin to expect of a training row, one a group. */
  baseValues: Float32Array
  /** Points of the integral. */
  pointCount: number
  /** Where each leaf's conditions begin; the last entry is where all end. */
  starts: Int32Array
  features: Int32Array
  mins: Float32Array
  limits: Float32Array
  takesMissing: Uint8Array
  /** Where a condition's contributions are summed: group * featureCount + feature. */
  slots: Int32Array
  /** Point by point, condition by condition, unmet then met: the condition's factor in its leaf's product. */
  factors: Float64Array
  /** In the same order: what that product is worth to the condition's feature. */
  worths: Float64Array
  /** Which of the two holds for each condition, for the row at hand. */
  chosen: Int32Array
}

/** @param covers the booster's own, which it must have */
export function makeExplainer(booster: Booster, covers: Float32Array): Explainer {
  const paths = leafPaths(booster, covers)
  const baseValues = Float64Array.from(booster.baseMargins)
  for (const { group, value, conditions } of paths) {
    baseValues[group]! += conditions.reduce((product, { share }) => product * share, value)
  }
  const leaves = paths.filter(({ value, conditions }) => value !== 0 && conditions.length > 0)
  const longest = leaves.reduce((longest, { conditions }) => Math.max(longest, conditions.length), 0)
  const { points, weights } = gaussLegendre(Math.ceil(longest / 2))
  const pointCount = points.length
  const count = leaves.reduce((sum, { conditions }) => sum + conditions.length, 0)
  const explainer = {
    baseValues: Float32Array.from(baseValues),
    pointCount,
    starts: new Int32Array(leaves.length + 1),
    features: new Int32Array(count),
    mins: new Float32Array(count),
    limits: new Float32Array(count),
    takesMissing: new Uint8Array(count),
    slots: new Int32Array(count),
    factors: new Float64Array(count * 2 * pointCount),
    worths: new Float64Array(count * 2 * pointCount),
    chosen: new Int32Array(count),
  }
  let at = 0
  for (const [leaf, { group, value, conditions }] of leaves.entries()) {
    for (const { feature, min, limit, missing, share } of conditions) {
      explainer.features[at] = feature
      explainer.mins[at] = min
      explainer.limits[at] = limit
      explainer.takesMissing[at] = missing ? 1 : 0
      explainer.slots[at] = group * booster.featureCount + feature
      for (let p = 0; p < pointCount; p++) {
        const [y, weighted] = [points[p]!, weights[p]! * value]
        const unmet = (p * count + at) * 2
        const met = unmet + 1
        explainer.factors[unmet] = share * (1 - y)
        explainer.factors[met] = y + share * (1 - y)
        // The product has the feature's own factor in it, which is divided out. Unmet, the share goes with it.
        explainer.worths[unmet] = -weighted / (1 - y)
        explainer.worths[met] = (weighted * (1 - share)) / explainer.factors[met]!
      }
      at++
    }
    explainer.starts[leaf + 1] = at
  }
  return explainer
}

/**
 * Explains one row.
 *
 * @param sums where its contributions go: group by group, `featureCount` values each
 */
export function explainRow(explainer: Explainer, rows: Float32Array, offset: number, sums: Float64Array) {
  const { pointCount, starts, features, mins, limits, takesMissing, slots, factors, worths, chosen } = explainer
  for (let i = 0; i < features.length; i++) {
    const value = rows[offset + features[i]!]!
    // A comparison with NaN, which means no bound, is false. Bits instead of branches, which the processor would mispredict.
    const fails = Number(value < mins[i]!) | Number(value >= limits[i]!)
    chosen[i] = i * 2 + (Number.isNaN(value) ? takesMissing[i]! : 1 - fails)
  }
  sums.fill(0)
  for (let point = 0; point < pointCount; point++) {
    const from = point * features.length * 2
    for (let leaf = 0, i = 0; leaf < starts.length - 1; leaf++) {
      const end = starts[leaf + 1]!
      let product = 1
      for (let k = i; k < end; k++) product *= factors[from + chosen[k]!]!
      for (; i < end; i++) sums[slots[i]!]! += product * worths[from + chosen[i]!]!
    }
  }
}
