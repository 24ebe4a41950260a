import type { FastifyInstance } from 'fastify'
import type { Dataset } from '../../core/dataset/dataset.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { explain as explainOne } from '../../core/model/explain.js'
import { modelInUse } from '../plugins/models.js'
import { explanationSchema } from '../schemas/explanation.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { errorSchema, refusals } from '../schemas/refusals.js'
import { rowSchema } from '../schemas/row.js'

const noCovers = errorSchema('The model in use predicts, but its file does not hold what explanations need')

export async function explain(app: FastifyInstance, { dataset }: { dataset: Dataset }) {
  app.post<{ Body: FeatureValues }>(
    '/explain',
    {
      schema: {
        tags: ['predict'],
        summary: 'Explain the prediction for one row',
        body: jsonSchema(rowSchema(dataset)),
        response: { 200: jsonSchema(explanationSchema(dataset), 'The explanation'), ...refusals, 409: noCovers },
      },
    },
    (request, reply) => {
      const model = modelInUse(app)
      return reply.send({ model_version: model.manifest.version, ...explainOne(model, request.body) })
    },
  )
}
