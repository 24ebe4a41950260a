import type { Model } from '../../registry/bundle.js'
import { dataset, type FeatureName, type TargetName } from '../dataset.js'
import type { Booster } from './booster.js'
import { featureRows, type Measurements, predict, round } from './predict.js'
import { predictMargins } from './scores.js'
import { explainMargins } from './shap/explainMargins.js'

/** Why a class has its margin: `base_value` and all `contributions` add up to `margin`. */
export interface ClassExplanation {
  base_value: number
  contributions: Record<FeatureName, number>
  margin: number
}

export interface TargetExplanation {
  /** The predicted one. */
  label: string
  classes: Record<string, ClassExplanation>
}

export interface Explanation {
  explanations: Record<TargetName, TargetExplanation>
  warnings: string[]
}

/**
 * Explains the prediction of every target for one animal.
 *
 * @throws UserError NO_COVERS when a model's file does not hold what explanations need
 */
export function explain(model: Model, animal: Measurements): Explanation {
  const { predictions, warnings } = predict(model, [animal])[0]!
  const row = featureRows([animal])
  const explanations = {} as Explanation['explanations']
  for (const { name, labels } of dataset.targets) {
    const classes = explainClasses(model.boosters[name], labels, row)
    explanations[name] = { label: predictions[name].label, classes }
  }
  return { explanations, warnings }
}

/**
 * Of two classes the booster has one margin, the second's: its log-odds. The first's are the same with the other sign, so
 * that in each class a positive contribution speaks for that class.
 */
function explainClasses(booster: Booster, labels: readonly string[], row: Float32Array): TargetExplanation['classes'] {
  const { baseValues, contributions } = explainMargins(booster, row)
  const margins = predictMargins(booster, row)
  const isLogistic = booster.objective === 'binary:logistic'
  const classes: TargetExplanation['classes'] = {}
  for (let c = 0; c < labels.length; c++) {
    const group = isLogistic ? 0 : c
    const sign = isLogistic && c === 0 ? -1 : 1
    const own = {} as ClassExplanation['contributions']
    for (let f = 0; f < booster.featureCount; f++) {
      own[dataset.features[f]!.name] = sign * round(contributions[group * booster.featureCount + f]!)
    }
    classes[labels[c]!] = {
      base_value: sign * round(baseValues[group]!),
      contributions: own,
      margin: sign * round(margins[group]!),
    }
  }
  return classes
}
