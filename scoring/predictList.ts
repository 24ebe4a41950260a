import type { FeatureValues } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import { Bytes } from './bytes.js'
import { countLabels } from './countLabels.js'
import { predictionJson } from './predictionJson.js'
import type { Scored } from './scored.js'

/** Predicts rows that came as a list of JSON: the reply as `JSON.stringify` would make it, in UTF-8, and what is to be counted of it. */
export function predictList(
  model: Model,
  rows: readonly FeatureValues[],
): { json: Buffer; counts: Omit<Scored, 'text'> } {
  const predictions = predictionJson(model, rows)
  const start = Buffer.from(`{"model_version":${JSON.stringify(model.manifest.version)},"results":[`)
  const json = new Bytes(start.length + predictions.mostBytes + rows.length + END.length)
  json.write(start)
  for (let row = 0; row < rows.length; row++) {
    if (row > 0) json.write(COMMA)
    predictions.write(row, json)
  }
  json.write(END)
  return {
    json: json.written(),
    counts: {
      rows: rows.length,
      faulty: 0,
      outOfRange: predictions.outOfRange,
      labels: countLabels(predictions.classified),
    },
  }
}

const COMMA = Buffer.from(',')
const END = Buffer.from(']}')
