import type { Model } from '../../registry/bundle.js'
import { dataset, type FeatureName, type TargetName } from '../dataset.js'
import { predictProbabilities } from './scores.js'

/** What is measured of one animal, in the data set's units. */
export type Measurements = Record<FeatureName, number>

export interface TargetPrediction {
  label: string
  probability: number
  probabilities: Record<string, number>
}

export interface Prediction {
  predictions: Record<TargetName, TargetPrediction>
  /** A sentence for each measurement outside what training saw: there the model guesses. */
  warnings: string[]
}

/** Predicts every target for each animal. */
export function predict(model: Model, animals: readonly Measurements[]): Prediction[] {
  const rows = featureRows(animals)
  const results = animals.map((animal) => ({
    predictions: {} as Prediction['predictions'],
    warnings: warningsFor(model, animal),
  }))
  for (const { name, labels } of dataset.targets) {
    const probabilities = predictProbabilities(model.boosters[name], rows)
    for (let i = 0; i < results.length; i++) {
      results[i]!.predictions[name] = describe(labels, probabilities, i * labels.length)
    }
  }
  return results
}

/** The model's input, row by row. */
export function featureRows(animals: readonly Measurements[]): Float32Array {
  const { features } = dataset
  const rows = new Float32Array(animals.length * features.length)
  for (let i = 0; i < animals.length; i++) {
    for (let j = 0; j < features.length; j++) rows[i * features.length + j] = animals[i]![features[j]!.name]
  }
  return rows
}

function describe(labels: readonly string[], values: Float32Array, offset: number): TargetPrediction {
  const probabilities: Record<string, number> = {}
  let best = 0
  for (let c = 0; c < labels.length; c++) {
    probabilities[labels[c]!] = round(values[offset + c]!)
    if (values[offset + c]! > values[offset + best]!) best = c
  }
  const label = labels[best]!
  return { label, probability: probabilities[label]!, probabilities }
}

function warningsFor({ manifest }: Model, animal: Measurements): string[] {
  const warnings = []
  for (const { name, unit, min, max } of manifest.features) {
    const value = animal[name as FeatureName]
    if (value >= min && value <= max) continue
    warnings.push(`${name} ${value} ${unit} is outside what training saw, ${min} to ${max} ${unit}`)
  }
  return warnings
}

/** Float32 holds no more than about seven digits. */
export const round = (value: number) => Math.round(value * 1e6) / 1e6
