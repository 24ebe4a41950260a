import type { FeatureValues } from '../../../core/model/encode.js'
import type { Model } from '../../../core/model/model.js'
import { type Prediction, predict } from '../../../core/model/predict.js'
import type { Sample } from '../../../core/model/profile.js'

/** A row that the bundle keeps, as the model takes it. */
export interface KeptRow {
  /** Its line in the file. */
  line: number
  split: 'train' | 'test'
  values: FeatureValues
  /** What it was, by target: a class, a number, or null where nobody knows. */
  truths: Readonly<Record<string, string | number | null>>
}

/** A test row beside what the model says of it. */
export interface Judged<Truth> {
  line: number
  values: FeatureValues
  truth: Truth
  said: Prediction['predictions'][string]
}

/** The rows of a sample, one by one. */
export function keptRows(sample: Sample, features: readonly string[], targets: readonly string[]): KeptRow[] {
  const pick = <Value>(names: readonly string[], of: (value: string | number | boolean | null) => Value, i: number) =>
    Object.fromEntries(names.map((name) => [name, of(sample.values[name]?.[i] ?? null)]))
  return sample.lines.map((line, i) => ({
    line,
    split: sample.split[i]!,
    values: pick(features, (value) => value, i),
    // A boolean target has the classes "false" and "true".
    truths: pick(targets, (value) => (typeof value === 'boolean' ? String(value) : value), i),
  }))
}

/** Predicts the rows that have a class of the target, or a number. */
export function judge<Truth extends string | number>(model: Model, rows: readonly KeptRow[], target: string) {
  const known = rows.filter(({ truths }) => truths[target] !== null && truths[target] !== undefined)
  const said = predict(
    model,
    known.map(({ values }) => values),
  )
  return known.map(({ line, values, truths }, i): Judged<Truth> => {
    return { line, values, truth: truths[target] as Truth, said: said[i]!.predictions[target]! }
  })
}

/** How often each class was taken for which: true classes by predicted classes. */
export function confusionOf(classes: readonly string[], judged: readonly Judged<string>[]): number[][] {
  const table = classes.map(() => classes.map(() => 0))
  for (const { truth, said } of judged) {
    if ('label' in said) table[classes.indexOf(truth)]![classes.indexOf(said.label)]!++
  }
  return table
}
