import type { FastifyInstance } from 'fastify'
import type { Dataset } from '../../core/dataset/dataset.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { predict as predictAll } from '../../core/model/predict.js'
import { byModel } from '../plugins/pinned.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { predictionSchema } from '../schemas/prediction.js'
import { refusals } from '../schemas/refusals.js'
import { rowSchema } from '../schemas/row.js'
import { type VersionQuery, versionQuery, versionQueryRefusals } from '../schemas/versionQuery.js'

export async function predict(app: FastifyInstance, { dataset }: { dataset: Dataset }) {
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
        return { model_version: model.manifest.version, ...predicted[0]! }
      }),
  )
}
