import { computed, signal } from '@preact/signals'
import type { FeatureValues } from '../../core/model/encode.js'
import { explain } from '../../core/model/explain.js'
import { type Prediction, predict } from '../../core/model/predict.js'
import { fields, targets } from './fields.js'
import { loaded } from './model.js'

/** The row in the reader's hands: a value for each feature, null where it is missing. */
export const row = signal<FeatureValues>({})

/** The target that tracks, map and reasons are about, by name. */
export const targetName = signal<string>()
export const target = computed(() => targets.value.find(({ name }) => name === targetName.value) ?? targets.value[0])

/** Sets some of the row's values. */
export function setValues(values: FeatureValues) {
  row.value = { ...row.value, ...values }
}

/** The row to begin with: each feature's example, or the middle of what training saw. */
export function firstRow(): FeatureValues {
  return Object.fromEntries(
    fields.value.map(({ name, kind, example, seen, step, required, categories }) => {
      if (example !== undefined) return [name, example]
      if (!required) return [name, null]
      if (kind === 'boolean') return [name, false]
      if (kind === 'category') return [name, categories?.[0]?.value ?? null]
      return [name, seen ? Math.round((seen.min + seen.max) / 2 / step) * step : 0]
    }),
  )
}

/** What the model says of the row; undefined while there is no model in the page. */
export const prediction = computed<Prediction | undefined>(() => {
  const model = loaded.value?.model
  return model && predict(model, [row.value])[0]
})

/** Why it says so. */
export const explanation = computed(() => {
  const model = loaded.value?.model
  return model && explain(model, row.value)
})
