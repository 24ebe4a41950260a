import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../../../core/model/encode.js'
import type { Prediction } from '../../../../core/model/predict.js'

/** What was said of a target: of each row the class or the number, and how sure it is of the class. Rows at fault have none. */
export interface Answers {
  readonly said: (string | number | undefined)[]
  readonly probability: Float64Array
}

/** The model, in the page or behind the API. */
export type PredictAll = (rows: readonly FeatureValues[]) => Prediction[] | Promise<Prediction[]>

/** As many at once as keep the progress moving, and as the API takes of any model. */
const CHUNK = 500

/**
 * Predicts the rows that have values.
 *
 * @param onDone how many are predicted so far
 * @returns the answers by target
 */
export async function predictRows(
  values: readonly (FeatureValues | undefined)[],
  targets: readonly FieldCard[],
  predictAll: PredictAll,
  onDone: (rows: number) => void = () => {},
) {
  const answers: Record<string, Answers> = {}
  for (const { name } of targets) {
    answers[name] = { said: values.map(() => undefined), probability: new Float64Array(values.length) }
  }
  const places = [...values.keys()].filter((i) => values[i])
  for (let start = 0; start < places.length; start += CHUNK) {
    const chunk = places.slice(start, start + CHUNK)
    const predictions = await predictAll(chunk.map((i) => values[i]!))
    for (const [k, prediction] of predictions.entries()) {
      const row = chunk[k]!
      for (const [name, it] of Object.entries(prediction.predictions)) {
        answers[name]!.said[row] = 'label' in it ? it.label : it.value
        answers[name]!.probability[row] = 'label' in it ? it.probability : Number.NaN
      }
    }
    onDone(start + chunk.length)
  }
  return answers
}
