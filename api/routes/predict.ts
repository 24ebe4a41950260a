import type { FastifyInstance } from 'fastify'
import { type Measurements, predict as predictAll } from '../../core/model/predict.js'
import type { Model } from '../../registry/bundle.js'
import { queueLargeBodies } from '../plugins/largeBodies.js'
import { modelInUse } from '../plugins/models.js'
import { batchSchema, MAX_BATCH, measurementsSchema, predictionSchema, refusals } from '../schemas.js'

/** Ten thousand animals, generously indented. */
const MAX_BATCH_BYTES = 4 << 20

export async function predict(app: FastifyInstance) {
  app.post<{ Body: Measurements }>(
    '/predict',
    {
      schema: {
        tags: ['predict'],
        summary: 'Predict one penguin',
        body: measurementsSchema,
        response: { 200: predictionSchema, ...refusals },
      },
    },
    (request, reply) => {
      const model = modelInUse(app)
      const [prediction] = predictAll(model, [request.body])
      return reply.send({ model_version: versionOf(model), ...prediction })
    },
  )

  app.post<{ Body: Measurements[] }>(
    '/predict/batch',
    {
      bodyLimit: MAX_BATCH_BYTES,
      onRequest: queueLargeBodies(),
      schema: {
        tags: ['predict'],
        summary: `Predict up to ${MAX_BATCH} penguins`,
        body: { type: 'array', minItems: 1, maxItems: MAX_BATCH, items: measurementsSchema },
        response: { 200: batchSchema, ...refusals },
      },
    },
    (request, reply) => {
      const model = modelInUse(app)
      return reply.send({ model_version: versionOf(model), results: predictAll(model, request.body) })
    },
  )
}

const versionOf = (model: Model) => model.manifest.version
