import { buildApp } from '../api/app.js'
import type { Dataset } from '../core/dataset/dataset.js'
import type { FeatureValues } from '../core/model/encode.js'

/**
 * Has the API predict rows, as a batch that is logged.
 *
 * @param id the request's
 * @returns the predictions, as the API replied
 */
export async function logPredictions(
  PREDICTION_LOG: string,
  modelsDir: string,
  dataset: Dataset,
  rows: readonly FeatureValues[],
  id: string,
) {
  const app = await buildApp(
    { MODELS_DIR: modelsDir, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [], PREDICTION_LOG },
    dataset,
  )
  const reply = await app.inject({
    method: 'POST',
    url: '/predict/batch',
    headers: { 'x-request-id': id, 'content-type': 'application/json' },
    payload: JSON.stringify(rows),
  })
  // What waits is written before it ends.
  await app.close()
  return reply.json().results as { predictions: Record<string, { label: string; value: number }> }[]
}
