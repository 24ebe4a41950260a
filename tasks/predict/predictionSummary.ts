import { classesOf, type Target } from '../../core/dataset/dataset.js'
import type { Prediction } from '../../core/model/predict.js'
import { brief, shortest } from '../../core/numbers.js'

/** How often each class was predicted, as a share of the rows, or what the predicted numbers are like. `title` is the target's name for people. */
export type PredictionSummary =
  | { title: string; shares: Record<string, number> }
  | { title: string; unit?: string; mean: number; min: number; max: number }

/** Counts the predictions of a target as they come. */
export function summaryOf(target: Target) {
  const { name, title } = target
  const counts = new Map(classesOf(target)?.map((label) => [label, 0]))
  let [rows, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return {
    name,

    add(predictions: readonly Prediction[]) {
      rows += predictions.length
      for (const { predictions: all } of predictions) {
        const said = all[name]!
        if ('label' in said) {
          counts.set(said.label, counts.get(said.label)! + 1)
          continue
        }
        sum += said.value
        min = Math.min(min, said.value)
        max = Math.max(max, said.value)
      }
    },

    /** Of one row at least. */
    result(): PredictionSummary {
      if (target.kind !== 'number') {
        return { title, shares: Object.fromEntries([...counts].map(([label, count]) => [label, brief(count / rows)])) }
      }
      return { title, ...(target.unit !== undefined && { unit: target.unit }), mean: shortest(sum / rows), min, max }
    },
  }
}
