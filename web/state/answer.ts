import { signal } from '@preact/signals'
import type { FeatureValues } from '../../core/model/encode.js'
import type { Explanation } from '../../core/model/explain.js'
import type { Prediction } from '../../core/model/predict.js'
import { post, Refused } from './ask.js'
import { latestOnly } from './latestOnly.js'

/*
 * A model that is too large for the page stays with the API, which is asked about each row.
 */

/** What the API said last; it goes on being shown while the next answer is under way. */
const served = signal<{ version: string; prediction: Prediction; explanation: Explanation }>()

/** The same, as long as it is this version's. */
export const servedFor = (version: string) => (served.value?.version === version ? served.value : undefined)

/** Why there is no answer to the row in hand. */
export const unanswered = signal<string>()

/** Asks about a row: one request at a time, so that a slow API is not flooded, and the latest row wins. */
export const askAbout = latestOnly(async ({ version, row }: { version: string; row: FeatureValues }) => {
  try {
    const [prediction, explanation] = await Promise.all([
      post<Prediction & { model_version: string }>('predict', row),
      post<Explanation>('explain', row),
    ])
    if (prediction.model_version !== version) {
      unanswered.value = `This model is too large for the page, and the API predicts with another one, ${prediction.model_version}.`
      return
    }
    served.value = { version, prediction, explanation }
    unanswered.value = undefined
  } catch (error) {
    unanswered.value =
      error instanceof Refused ? error.message : 'The API does not answer, and this model is too large for the page.'
  }
})
