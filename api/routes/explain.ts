import type { FastifyInstance } from 'fastify'
import { UserError } from '../../core/errors.js'
import { explain as explainOne } from '../../core/model/explanation.js'
import type { Measurements } from '../../core/model/prediction.js'
import { refuse } from '../plugins/models.js'
import { explanationSchema, measurementsSchema, noModel, wrongBody } from '../schemas.js'

export async function explain(app: FastifyInstance) {
  app.post<{ Body: Measurements }>(
    '/explain',
    {
      schema: {
        tags: ['predict'],
        summary: 'Explain the prediction for one penguin',
        body: measurementsSchema,
        response: { 200: explanationSchema, 400: wrongBody, 503: noModel },
      },
    },
    (request, reply) => {
      const model = app.models.current
      if (!model) return refuse(app, reply)
      try {
        return reply.send({ model_version: model.manifest.version, ...explainOne(model, request.body) })
      } catch (error) {
        // The model in use predicts and its file does not hold what explanations need.
        if (error instanceof UserError) return reply.code(503).send({ error: error.message })
        throw error
      }
    },
  )
}
