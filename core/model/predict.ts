import { round, shortest } from '../numbers.js'
import { encodeRows, type FeatureValues } from './encode.js'
import type { ClassTarget, NumberTarget } from './manifest.js'
import type { Model } from './model.js'
import { predictOutputs } from './scores.js'

/** The prediction of a target with classes. */
export interface ClassPrediction {
  label: string
  probability: number
  probabilities: Record<string, number>
}

/** The prediction of a number, in the target's unit. */
export interface NumberPrediction {
  value: number
  /** The range that training saw; trees never predict far outside it. */
  training_range: { min: number; max: number }
}

export interface Prediction {
  predictions: Record<string, ClassPrediction | NumberPrediction>
  /** A sentence for each value unlike any that training saw: there the model guesses. */
  warnings: string[]
}

/** Predicts every target for each row. */
export function predict(model: Model, rows: readonly FeatureValues[]): Prediction[] {
  const { features, targets } = model.manifest
  const encoded = encodeRows(features, rows)
  const results = rows.map((row): Prediction => ({ predictions: {}, warnings: warningsFor(model, row) }))
  for (const [name, target] of Object.entries(targets)) {
    const outputs = predictOutputs(model.boosters[name]!, encoded)
    for (let i = 0; i < results.length; i++) {
      results[i]!.predictions[name] =
        'classes' in target ? describeClass(target, outputs, i) : describeNumber(target, outputs[i]!)
    }
  }
  return results
}

function describeClass({ classes }: ClassTarget, outputs: Float32Array, row: number): ClassPrediction {
  const offset = row * classes.length
  const probabilities: Record<string, number> = {}
  let best = 0
  for (let c = 0; c < classes.length; c++) {
    probabilities[classes[c]!] = round(outputs[offset + c]!)
    if (outputs[offset + c]! > outputs[offset + best]!) best = c
  }
  const label = classes[best]!
  return { label, probability: probabilities[label]!, probabilities }
}

const describeNumber = ({ range: { min, max } }: NumberTarget, output: number): NumberPrediction => ({
  value: shortest(output),
  training_range: { min, max },
})

/** Of a wide row, more sentences than these would take more memory than all else in a reply. */
const MOST_WARNINGS = 20

/** A sentence for each value unlike any that training saw; of many, for the first twenty and one for how many more there are. */
export function warningsFor({ manifest }: Model, row: FeatureValues): string[] {
  const warnings: string[] = []
  let more = 0
  for (const feature of manifest.features) {
    const value = row[feature.name]
    if (value == null || isKnown(feature, value)) continue
    if (warnings.length < MOST_WARNINGS) warnings.push(warningFor(feature, value))
    else more++
  }
  if (more > 0) warnings.push(`${more} more values are unlike any that training saw`)
  return warnings
}

export type ModelFeature = Model['manifest']['features'][number]

/** Whether training saw the like of a value. */
export function isKnown({ min, max, categories }: ModelFeature, value: number | boolean | string): boolean {
  if (typeof value === 'string') return categories?.includes(value) ?? false
  return typeof value === 'boolean' || min === undefined || max === undefined || (value >= min && value <= max)
}

function warningFor({ name, unit, min, max }: ModelFeature, value: number | boolean | string): string {
  if (typeof value === 'string') {
    return `${name} ${JSON.stringify(value.slice(0, 40))} is no category that the model knows; it counts as missing`
  }
  const behind = unit ? ` ${unit}` : ''
  return `${name} ${value}${behind} is outside what training saw, ${min} to ${max}${behind}`
}
