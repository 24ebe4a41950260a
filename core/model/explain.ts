import { round, shortest } from '../numbers.js'
import type { Booster } from './booster.js'
import { encodeRows, type FeatureValues, widthOf } from './encode.js'
import type { Manifest } from './manifest.js'
import type { Model } from './model.js'
import { predict } from './predict.js'
import { predictMargins } from './scores.js'
import { explainMargins } from './shap/explainMargins.js'

/** How far each field moves the output. The columns of a categorical feature are added up. */
type Contributions = Record<string, number>

/** Why a class has its margin: `base_value` and all `contributions` add up to `margin`. */
export interface ClassExplanation {
  base_value: number
  contributions: Contributions
  margin: number
}

export interface ClassesExplanation {
  /** The predicted one. */
  label: string
  classes: Record<string, ClassExplanation>
}

/** Why a number is predicted: `base_value` and all `contributions` add up to `value`. */
export interface NumberExplanation {
  value: number
  base_value: number
  contributions: Contributions
}

export interface Explanation {
  explanations: Record<string, ClassesExplanation | NumberExplanation>
  warnings: string[]
}

/**
 * Explains the prediction of every target for one row.
 *
 * @throws UserError NO_COVERS when a model's file does not hold what explanations need
 */
export function explain(model: Model, row: FeatureValues): Explanation {
  const { predictions, warnings } = predict(model, [row])[0]!
  const { features } = model.manifest
  const encoded = encodeRows(features, [row])
  const explanations: Explanation['explanations'] = {}
  for (const [name, target] of Object.entries(model.manifest.targets)) {
    const booster = model.boosters[name]!
    const prediction = predictions[name]!
    explanations[name] =
      'classes' in target && 'label' in prediction
        ? { label: prediction.label, classes: explainClasses(booster, target.classes, features, encoded) }
        : explainNumber(booster, features, encoded)
  }
  return { explanations, warnings }
}

/**
 * For two classes the booster has one margin, the log-odds of the second. The first class gets the same with the opposite sign, so
 * that a positive contribution always speaks for its own class.
 */
function explainClasses(
  booster: Booster,
  classes: readonly string[],
  features: Manifest['features'],
  encoded: Float32Array,
): ClassesExplanation['classes'] {
  const { baseValues, contributions } = explainMargins(booster, encoded)
  const margins = predictMargins(booster, encoded)
  const isLogistic = booster.objective === 'binary:logistic'
  const explained: ClassesExplanation['classes'] = {}
  for (const [c, label] of classes.entries()) {
    const group = isLogistic ? 0 : c
    const sign = isLogistic && c === 0 ? -1 : 1
    const own = byField(features, contributions, group * booster.featureCount)
    explained[label] = {
      base_value: sign * round(baseValues[group]!),
      contributions: Object.fromEntries(own.map(([name, value]) => [name, sign * round(value)])),
      margin: sign * round(margins[group]!),
    }
  }
  return explained
}

function explainNumber(booster: Booster, features: Manifest['features'], encoded: Float32Array): NumberExplanation {
  const { baseValues, contributions } = explainMargins(booster, encoded)
  return {
    value: shortest(predictMargins(booster, encoded)[0]!),
    base_value: shortest(baseValues[0]!),
    contributions: Object.fromEntries(
      byField(features, contributions, 0).map(([name, value]) => [name, shortest(value)]),
    ),
  }
}

/** What each field's columns contribute together. */
function byField(features: Manifest['features'], contributions: Float32Array, offset: number): [string, number][] {
  let at = offset
  return features.map((feature) => {
    let sum = 0
    for (const end = at + widthOf(feature); at < end; at++) sum += contributions[at]!
    return [feature.name, sum]
  })
}
