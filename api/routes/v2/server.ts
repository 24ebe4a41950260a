import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Dataset } from '../../../core/dataset/dataset.js'
import { release } from '../../../core/release.js'
import { modelInUse } from '../../plugins/models.js'
import { jsonSchema } from '../../schemas/jsonSchema.js'
import { later } from '../../schemas/refusals.js'
import { healthConfig } from '../health.js'

const metadata = z.object({ name: z.string(), version: z.string(), extensions: z.array(z.string()) })
const live = z.object({ live: z.boolean() })
const ready = z.object({ ready: z.boolean() })
const models = z.object({ models: z.array(z.string()) })

/** What is asked of the server as a whole. */
export async function server(app: FastifyInstance, { dataset }: { dataset: Dataset }) {
  app.get(
    '/v2',
    { schema: { tags: ['v2'], summary: 'The server', response: { 200: jsonSchema(metadata, 'The server') } } },
    (): z.infer<typeof metadata> => ({ name: 'penguins', version: release, extensions: ['binary_tensor_data'] }),
  )

  app.get(
    '/v2/health/live',
    {
      config: healthConfig,
      schema: { tags: ['v2'], summary: 'Does the server answer?', response: { 200: jsonSchema(live, 'It does') } },
    },
    (): z.infer<typeof live> => ({ live: true }),
  )

  app.get(
    '/v2/health/ready',
    {
      config: healthConfig,
      schema: {
        tags: ['v2'],
        summary: 'Are the models ready?',
        response: { 200: jsonSchema(ready, 'They are'), 503: later },
      },
    },
    (): z.infer<typeof ready> => {
      modelInUse(app)
      return { ready: true }
    },
  )

  app.get(
    '/v2/models',
    {
      schema: {
        tags: ['v2'],
        summary: 'The models: one a target',
        response: { 200: jsonSchema(models, 'Their names') },
      },
    },
    (): z.infer<typeof models> => ({ models: dataset.targets.map(({ name }) => name) }),
  )
}
