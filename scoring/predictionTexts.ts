import { encodeRows, type FeatureValues } from '../core/model/encode.js'
import type { ClassTarget, NumberTarget } from '../core/model/manifest.js'
import type { Model } from '../core/model/model.js'
import { warningsFor } from '../core/model/predict.js'
import { predictOutputs } from '../core/model/scores.js'
import { indexOfMax, shortest } from '../core/numbers.js'
import { type Classified, NUMBER } from './countLabels.js'
import { shareText } from './shareText.js'

export interface PredictionTexts {
  /** A row each. */
  texts: string[]
  /** A target each. */
  classified: Classified[]
  /** Rows with a warning. */
  outOfRange: number
}

/** The predictions of rows as JSON: to the letter what `JSON.stringify` makes of those of `predict`, in less time. */
export function predictionTexts(model: Model, rows: readonly FeatureValues[]): PredictionTexts {
  const { features, targets } = model.manifest
  const encoded = encodeRows(features, rows)
  const writers = Object.entries(targets).map(([name, target]) => {
    const outputs = predictOutputs(model.boosters[name]!, encoded)
    const places = new Uint16Array(rows.length)
    const isClass = 'classes' in target
    const write = isClass ? classWriter(target, outputs, places) : numberWriter(target, outputs)
    const classified: Classified = { target: name, classes: isClass ? target.classes : NUMBER, places }
    return { name: `${JSON.stringify(name)}:`, write, classified }
  })
  let outOfRange = 0
  const texts = rows.map((row, i) => {
    let predictions = ''
    for (const { name, write } of writers) predictions += (predictions && ',') + name + write(i)
    const warnings = warningsFor(model, row)
    if (warnings.length > 0) outOfRange++
    return `{"predictions":{${predictions}},"warnings":${warnings.length > 0 ? JSON.stringify(warnings) : '[]'}}`
  })
  return { texts, classified: writers.map(({ classified }) => classified), outOfRange }
}

type Writer = (row: number) => string

/** @param bests gets the place of each row's class, once it is written */
function classWriter({ classes }: ClassTarget, outputs: Float32Array, bests: Uint16Array): Writer {
  const starts = classes.map((label) => `{"label":${JSON.stringify(label)},"probability":`)
  // An object's keys that are whole numbers come first.
  const inOrder = Object.keys(Object.fromEntries(classes.map((label) => [label, 0])))
  const names = inOrder.map((label, i) => `${i > 0 ? ',' : ''}${JSON.stringify(label)}:`)
  const places = inOrder.map((label) => classes.indexOf(label))
  return (row) => {
    const start = row * classes.length
    const best = indexOfMax(outputs, start, classes.length)
    bests[row] = best
    let probabilities = ''
    for (let i = 0; i < names.length; i++) probabilities += names[i]! + jsonShare(outputs[start + places[i]!]!)
    return `${starts[best]}${jsonShare(outputs[start + best]!)},"probabilities":{${probabilities}}}`
  }
}

function numberWriter({ range: { min, max } }: NumberTarget, outputs: Float32Array): Writer {
  const range = JSON.stringify({ min, max })
  return (row) => `{"value":${JSON.stringify(shortest(outputs[row]!))},"training_range":${range}}`
}

/** JSON has no NaN. */
const jsonShare = (share: number) => (Number.isNaN(share) ? 'null' : shareText(share))
