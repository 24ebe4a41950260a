import type { Dataset, Feature } from '../core/dataset/dataset.js'
import type { FeatureValues } from '../core/model/encode.js'
import type { Prediction } from '../core/model/predict.js'
import { storedPrediction } from '../database/storedPrediction.js'
import { storedText } from '../database/storedText.js'
import type { DataTable, Value } from '../database/tables.js'

/** A row's inputs and outputs, in the order of the log's last columns. */
export type LogRow = (values: FeatureValues, prediction: Prediction) => Value[]

/** @param table the prediction log of the data set */
export function logRowOf({ features, targets }: Dataset, { columns }: DataTable): LogRow {
  const inputs = features.map(({ name, kind }) => {
    const { type } = columns.find((column) => column.name === name)!
    return { name, store: storeOf(kind, type) }
  })
  return (values, { predictions }) => {
    const row: Value[] = inputs.map(({ name, store }) => store(values[name]))
    // Clients of the Open Inference Protocol ask for one target at a time.
    for (const target of targets) row.push(...storedPrediction(target, predictions[target.name]))
    return row
  }
}

/** What is allowed where a value may be missing is any text: the column takes as much of it as it holds. */
function storeOf(kind: Feature['kind'], type: string): (value: FeatureValues[string]) => Value {
  if (kind !== 'category') return (value) => (value === null || value === undefined ? null : Number(value))
  const most = Number(/\d+/.exec(type)?.[0] ?? 255)
  return (value) => (typeof value === 'string' ? storedText(value, most) : null)
}
