import type { FastifyInstance } from 'fastify'
import { explain as explainOne } from '../../core/model/explain.js'
import type { Measurements } from '../../core/model/predict.js'
import { modelInUse } from '../plugins/models.js'
import { errorSchema, explanationSchema, measurementsSchema, refusals } from '../schemas.js'

const noCovers = errorSchema('The model in use predicts, but its file does not hold what explanations need')

export async function explain(app: FastifyInstance) {
  app.post<{ Body: Measurements }>(
    '/explain',
    {
      schema: {
        tags: ['predict'],
        summary: 'Explain the prediction for one penguin',
        body: measurementsSchema,
        response: { 200: explanationSchema, ...refusals, 409: noCovers },
      },
    },
    (request, reply) => {
      const model = modelInUse(app)
      return reply.send({ model_version: model.manifest.version, ...explainOne(model, request.body) })
    },
  )
}
