import type { FastifyInstance } from 'fastify'
import type { Dataset } from '../../core/dataset/dataset.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { explain as explainOne } from '../../core/model/explain.js'
import { byModel } from '../plugins/pinned.js'
import { explanationSchema } from '../schemas/explanation.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { errorSchema, refusals } from '../schemas/refusals.js'
import { rowSchema } from '../schemas/row.js'
import { type VersionQuery, versionQuery, versionQueryRefusals } from '../schemas/versionQuery.js'

const conflict = errorSchema(
  'The model predicts, but its file does not hold what explanations need; or the version is damaged, or of another definition',
)

export async function explain(app: FastifyInstance, { dataset }: { dataset: Dataset }) {
  app.post<{ Body: FeatureValues; Querystring: VersionQuery }>(
    '/explain',
    {
      schema: {
        tags: ['predict'],
        summary: 'Explain the prediction for one row',
        querystring: jsonSchema(versionQuery),
        body: jsonSchema(rowSchema(dataset)),
        response: {
          200: jsonSchema(explanationSchema(dataset), 'The explanation'),
          ...refusals,
          ...versionQueryRefusals,
          409: conflict,
        },
      },
    },
    (request, reply) =>
      byModel(app, request.query.version, (model) =>
        reply.send({ model_version: model.manifest.version, ...explainOne(model, request.body) }),
      ),
  )
}
