import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassPrediction } from '../../../core/model/predict.js'
import type { Bar } from '../../charts/Bars.js'

/** So many classes are all shown, in their own order. */
const ALL = 8
/** Of more, the likeliest alone. */
const LIKELIEST = 6

/** A bar for each class, or for the likeliest of many, and one for the others together. */
export function barsOf({ categories = [] }: FieldCard, { probabilities }: ClassPrediction, offset: number): Bar[] {
  const all = categories.map(({ value, label }, i) => ({
    label,
    probability: probabilities[value] ?? 0,
    index: offset + i,
  }))
  if (all.length <= ALL) return all
  const sorted = all.toSorted((a, b) => b.probability - a.probability)
  const others = sorted.slice(LIKELIEST).reduce((sum, { probability }) => sum + probability, 0)
  return [...sorted.slice(0, LIKELIEST), { label: `${all.length - LIKELIEST} others`, probability: others }]
}
