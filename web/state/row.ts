import { computed, signal } from '@preact/signals'
import type { FeatureValues } from '../../core/model/encode.js'
import { type Prediction, predict } from '../../core/model/predict.js'
import { servedFor } from './answer.js'
import { type Field, fields, onGrid, targets } from './fields.js'
import { loaded } from './model.js'
import { sample, sampleRow } from './sample.js'
import { standIn } from './standIn.js'

/** The row in the reader's hands: a value for each feature, null where it is missing. */
export const row = signal<FeatureValues>({})

/** The target that tracks, map and reasons are about, by name. */
export const targetName = signal<string>()
export const target = computed(() => targets.value.find(({ name }) => name === targetName.value) ?? targets.value[0])

/** Sets some of the row's values. */
export function setValues(values: FeatureValues) {
  row.value = { ...row.value, ...values }
}

/** The row to begin with: the examples; where one is not given, the first row that came with the model, or else the middle of what training saw. */
export function firstRow(): FeatureValues {
  if (sample.value?.lines.length && fields.value.some(({ example }) => example === undefined))
    return sampleRow(sample.value, 0)
  return Object.fromEntries(
    fields.value.map((field) => [field.name, field.required || field.example !== undefined ? firstValue(field) : null]),
  )
}

/** A value to begin with. */
export function firstValue({ kind, example, seen, step, categories }: Field): number | string | boolean {
  if (example !== undefined) return example
  if (kind === 'boolean') return false
  if (kind === 'category') return categories?.[0]?.value ?? ''
  return seen ? onGrid((seen.min + seen.max) / 2, step) : 0
}

/** A row of which the model says the same: what is drawn of its answers follows this one, and stays while no threshold is crossed. */
export const answeredRow = standIn(row)

/** What the model says of the row; undefined until the API has said it, where the model is too large for the page. */
export const prediction = computed<Prediction | undefined>(() => {
  const shown = loaded.value
  if (!shown) return undefined
  return shown.model ? predict(shown.model, [answeredRow.value])[0] : servedFor(shown.version)?.prediction
})
