import { max } from 'd3-array'
import type { ClassTarget, NumberTarget } from '../../../core/model/manifest.js'
import { sum } from '../../../core/numbers.js'

type Target = ClassTarget | NumberTarget

/** How far each feature moves the outputs, all of them added up; undefined where the manifest does not say. */
export function totalsOf({ metrics }: Target): Record<string, number> | undefined {
  const outputs = metrics.mean_abs_shap && Object.values(metrics.mean_abs_shap)
  if (!outputs?.[0]) return undefined
  const names = Object.keys(outputs[0])
  return Object.fromEntries(names.map((name) => [name, sum(outputs.map((own) => own[name] ?? 0))]))
}

/** The features from the one that matters most. */
export const ranked = (totals: Readonly<Record<string, number>>) =>
  Object.keys(totals).sort((a, b) => totals[b]! - totals[a]!)

/** The largest of all, which the longest bar stands for. */
export const largest = (outputs: readonly Readonly<Record<string, number>>[]) =>
  max(outputs.flatMap((own) => Object.values(own))) ?? 0
