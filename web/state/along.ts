import { computed } from '@preact/signals'
import { encodeRows, type FeatureValues, widthOf } from '../../core/model/encode.js'
import { type Explanation, explain } from '../../core/model/explain.js'
import { type Bands, bandsOf } from '../../core/model/regions.js'
import { predictOutputs } from '../../core/model/scores.js'
import { thresholdsOf } from '../../core/model/thresholds.js'
import { sum } from '../../core/numbers.js'
import { servedFor } from './answer.js'
import type { Field } from './fields.js'
import { loaded } from './model.js'
import { followingRow, isBehind, settledRow } from './pace.js'
import { prediction, target } from './row.js'
import { standIn } from './standIn.js'

const [explainedRow, tracedRow] = [standIn(followingRow), standIn(settledRow)]

let lastPrediction = prediction.value

/** What the model says of the row that bars, reasons and tracks are about. */
export const followingPrediction = computed(() => {
  if (!isBehind.value) lastPrediction = prediction.value
  return lastPrediction
})

/** Why the model says what it says; undefined where its files do not hold what that needs. */
export const explanation = computed<Explanation | undefined>(() => {
  const shown = loaded.value
  if (!shown?.model) return shown && servedFor(shown.version)?.explanation
  const { boosters } = shown.model
  return Object.values(boosters).every(({ covers }) => covers) ? explain(shown.model, explainedRow.value) : undefined
})

/** The chosen target's booster, with where its answers change. */
const chosen = computed(() => {
  const model = loaded.value?.model
  const booster = target.value && model?.boosters[target.value.name]
  return model && booster
    ? { features: model.manifest.features, booster, thresholds: thresholdsOf([booster]) }
    : undefined
})

const encodedRow = computed(() => encodeRows(chosen.value?.features ?? [], [tracedRow.value]))

/** What the model says of the chosen target along a number, all else as it is: its exact answers from the slider's low end to its high. */
export function bandsAlong({ name, low, high }: Field): Bands | undefined {
  if (!chosen.value) return undefined
  const { features, booster, thresholds } = chosen.value
  const index = features.findIndex((it) => it.name === name)
  const column = sum(features.slice(0, index).map(widthOf))
  return bandsOf(booster, encodedRow.value, column, thresholds[column]!, low, high)
}

/** What it says with each of the values, all else as it is: `outputCount` outputs a value. */
export function outputsWith(name: string, values: readonly FeatureValues[string][]): Float32Array | undefined {
  if (!chosen.value) return undefined
  const { features, booster } = chosen.value
  return predictOutputs(
    booster,
    encodeRows(
      features,
      values.map((value) => ({ ...tracedRow.value, [name]: value })),
    ),
  )
}
