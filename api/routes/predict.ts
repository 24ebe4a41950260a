import type { FastifyInstance, onRequestHookHandler } from 'fastify'
import type { Dataset } from '../../core/dataset/dataset.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { predict as predictAll } from '../../core/model/predict.js'
import { limitsOf } from '../limits.js'
import { modelInUse } from '../plugins/models.js'
import { byModel } from '../plugins/pinned.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { predictionSchema, predictionsSchema } from '../schemas/prediction.js'
import { refusals } from '../schemas/refusals.js'
import { batchSchema, rowSchema } from '../schemas/row.js'
import { type VersionQuery, versionQuery, versionQueryRefusals } from '../schemas/versionQuery.js'

export interface PredictOptions {
  dataset: Dataset
  /** Lets in a few large requests at a time. */
  largeBodies: onRequestHookHandler
}

export async function predict(app: FastifyInstance, { dataset, largeBodies }: PredictOptions) {
  const { rows, batchBytes } = limitsOf(dataset)
  app.post<{ Body: FeatureValues; Querystring: VersionQuery }>(
    '/predict',
    {
      schema: {
        tags: ['predict'],
        summary: 'Predict one row',
        querystring: jsonSchema(versionQuery),
        body: jsonSchema(rowSchema(dataset)),
        response: {
          200: jsonSchema(predictionSchema(dataset), 'The prediction'),
          ...refusals,
          ...versionQueryRefusals,
        },
      },
    },
    (request, reply) =>
      byModel(app, request.query.version, (model) => {
        const start = performance.now()
        const rows = [request.body]
        const predicted = predictAll(model, rows)
        app.metrics.predictions.count('/predict', predicted)
        // Browsers show it, and they alone send Origin; for other programs the header would cost some percent of the speed.
        if (request.headers.origin !== undefined) {
          reply.header('server-timing', `app;dur=${(performance.now() - start).toFixed(3)}`)
        }
        app.predictionLog?.add(request, reply, model, rows, predicted)
        return reply.send({ model_version: model.manifest.version, ...predicted[0]! })
      }),
  )

  const predictions = jsonSchema(predictionsSchema(dataset), 'The predictions, in the order of the request')
  app.post<{ Body: FeatureValues[] }>(
    '/predict/batch',
    {
      bodyLimit: batchBytes,
      onRequest: largeBodies,
      schema: {
        tags: ['predict'],
        summary: `Predict up to ${rows} rows`,
        body: jsonSchema(batchSchema(dataset)),
        response: { 200: predictions, ...refusals },
      },
    },
    (request, reply) => {
      const model = modelInUse(app)
      const results = predictAll(model, request.body)
      app.metrics.predictions.count('/predict/batch', results)
      app.predictionLog?.add(request, reply, model, request.body, results)
      return reply.send({ model_version: model.manifest.version, results })
    },
  )
}
