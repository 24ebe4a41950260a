import type { FastifyInstance } from 'fastify'
import type { Dataset } from '../../core/dataset/dataset.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { predict as predictAll } from '../../core/model/predict.js'
import { limitsOf } from '../limits.js'
import { queueLargeBodies } from '../plugins/largeBodies.js'
import { modelInUse } from '../plugins/models.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { predictionSchema, predictionsSchema } from '../schemas/prediction.js'
import { refusals } from '../schemas/refusals.js'
import { batchSchema, rowSchema } from '../schemas/row.js'

export async function predict(app: FastifyInstance, { dataset }: { dataset: Dataset }) {
  const { rows, batchBytes, batchesAtOnce } = limitsOf(dataset)
  app.post<{ Body: FeatureValues }>(
    '/predict',
    {
      schema: {
        tags: ['predict'],
        summary: 'Predict one row',
        body: jsonSchema(rowSchema(dataset)),
        response: { 200: jsonSchema(predictionSchema(dataset), 'The prediction'), ...refusals },
      },
    },
    (request, reply) => {
      const start = performance.now()
      const model = modelInUse(app)
      const rows = [request.body]
      const predictions = predictAll(model, rows)
      // Browsers show it, and they alone send Origin; for other programs the header would cost some percent of the speed.
      if (request.headers.origin !== undefined) {
        reply.header('server-timing', `app;dur=${(performance.now() - start).toFixed(3)}`)
      }
      app.predictionLog?.add(request, reply, model, rows, predictions)
      return reply.send({ model_version: model.manifest.version, ...predictions[0] })
    },
  )

  const predictions = jsonSchema(predictionsSchema(dataset), 'The predictions, in the order of the request')
  app.post<{ Body: FeatureValues[] }>(
    '/predict/batch',
    {
      bodyLimit: batchBytes,
      onRequest: queueLargeBodies(batchesAtOnce),
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
      app.predictionLog?.add(request, reply, model, request.body, results)
      return reply.send({ model_version: model.manifest.version, results })
    },
  )
}
