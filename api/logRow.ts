import type { Dataset, Feature, Target } from '../core/dataset/dataset.js'
import type { FeatureValues } from '../core/model/encode.js'
import type { Prediction } from '../core/model/predict.js'
import type { ColumnDefinition, DataTable, Value } from '../database/tables.js'

/** A row's inputs and outputs, in the order of the log's last columns. */
export type LogRow = (values: FeatureValues, prediction: Prediction) => Value[]

/** @param table the prediction log of the data set */
export function logRowOf({ features, targets }: Dataset, { columns }: DataTable): LogRow {
  const own = columns.slice(columns.length - features.length - targets.flatMap(outputsOf).length)
  const inputs = features.map((feature, i) => ({ name: feature.name, store: storeOf(feature, own[i]!) }))
  return (values, { predictions }) => {
    const row: Value[] = inputs.map(({ name, store }) => store(values[name]))
    for (const { name, kind } of targets) {
      const prediction = predictions[name]
      if (!prediction) row.push(...outputsOf({ kind }).map(() => null))
      else if ('value' in prediction) row.push(prediction.value)
      else {
        row.push(kind === 'boolean' ? Number(prediction.label === 'true') : prediction.label, prediction.probability)
      }
    }
    return row
  }
}

const outputsOf = ({ kind }: Pick<Target, 'kind'>) => (kind === 'number' ? ['value'] : ['label', 'probability'])

/** What is allowed where a value may be missing is any text: the column takes as much of it as it holds. */
function storeOf({ kind }: Feature, { type }: ColumnDefinition): (value: FeatureValues[string]) => Value {
  if (kind !== 'category') return (value) => (value === null || value === undefined ? null : Number(value))
  const most = Number(/\d+/.exec(type)?.[0] ?? 255)
  return (value) => {
    if (typeof value !== 'string') return null
    const text = value.length > most ? `${[...value].slice(0, most - 1).join('')}…` : value
    // Half a character is none to a database.
    return text.replace(/\p{Cs}/gu, '\ufffd')
  }
}
