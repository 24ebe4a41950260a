import { computed } from '@preact/signals'
import type { FeatureValues } from '../../core/model/encode.js'
import type { Sample } from '../../core/model/profile.js'
import { value as written } from '../words.js'
import { fields, labelOf, targets } from './fields.js'
import { loaded } from './model.js'

/** The rows that came with the model; undefined where it has counts alone, or no profile. */
export const sample = computed<Sample | undefined>(() => loaded.value?.profile?.sample)

/** One of them, as a row to predict. */
export const sampleRow = (
  { values }: Sample,
  index: number,
  features: readonly { name: string }[] = fields.value,
): FeatureValues => Object.fromEntries(features.map(({ name }) => [name, values[name]?.[index] ?? null]))

/** Which of them a row is: its index, or -1. */
export function indexInSample({ lines, values }: Sample, row: FeatureValues): number {
  const columns = fields.value.map(({ name }) => ({ own: row[name] ?? null, values: values[name] }))
  return lines.findIndex((_, i) => columns.every(({ own, values }) => (values?.[i] ?? null) === own))
}

/** What one of them is in truth, for people: the label of each target with classes, a number with its unit; missing ones left out. */
export const truthOf = ({ values }: Sample, index: number): { name: string; title: string; label: string }[] =>
  targets.value.flatMap((target) => {
    const { name, title } = target
    const value = values[name]?.[index] ?? null
    if (value === null) return []
    return [
      {
        name,
        title,
        label:
          typeof value === 'number' && target.kind === 'number'
            ? written(target, value)
            : labelOf(target, String(value)),
      },
    ]
  })
