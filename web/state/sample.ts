import { computed } from '@preact/signals'
import type { FeatureValues } from '../../core/model/encode.js'
import type { Sample } from '../../core/model/profile.js'
import { fields, labelOf, targets } from './fields.js'
import { loaded } from './model.js'
import { row } from './row.js'

/** The rows that came with the model; undefined where it has counts alone, or no profile. */
export const sample = computed<Sample | undefined>(() => loaded.value?.profile?.sample)

/** One of them, as a row to predict. */
export const sampleRow = ({ values }: Sample, index: number): FeatureValues =>
  Object.fromEntries(fields.value.map(({ name }) => [name, values[name]?.[index] ?? null]))

/** Which of them is the row in hand: its index, or -1. */
export const knownRow = computed(() => {
  const rows = sample.value
  if (!rows) return -1
  const columns = fields.value.map(({ name }) => ({ own: row.value[name] ?? null, values: rows.values[name] }))
  return rows.lines.findIndex((_, i) => columns.every(({ own, values }) => (values?.[i] ?? null) === own))
})

/** What one of them is: the label of each target with classes, or the number, by target; missing ones left out. */
export const truthOf = ({ values }: Sample, index: number): { name: string; title: string; label: string }[] =>
  targets.value.flatMap((target) => {
    const value = values[target.name]?.[index] ?? null
    if (value === null) return []
    return [
      {
        name: target.name,
        title: target.title,
        label: target.categories ? labelOf(target, String(value)) : String(value),
      },
    ]
  })
