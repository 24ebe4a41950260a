import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changeSchema, readHistory } from '../../registry/history.js'
import type { Registry } from '../../registry/registry.js'
import { listVersions } from '../../registry/versions.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { errorSchema } from '../schemas/refusals.js'
import { versionSummarySchema } from '../schemas/version.js'
import { versionSummary } from '../versionSummary.js'

const unread = errorSchema("The models folder or its history can't be read; the sentence says why")

/** What versions there are, and how they came into use. */
export async function modelList(app: FastifyInstance, { registry }: { registry: Registry }) {
  app.get(
    '/models',
    {
      schema: {
        tags: ['models'],
        summary: 'Every version that was published, the newest first',
        response: { 200: jsonSchema(z.array(versionSummarySchema), 'The versions'), 503: unread },
      },
    },
    async () => {
      const history = await readHistory(registry.folder)
      return (await listVersions(registry)).map((it) => versionSummary(it, history))
    },
  )

  app.get(
    '/models/history',
    {
      schema: {
        tags: ['models'],
        summary: 'Every change of the model in use, the newest first',
        response: { 200: jsonSchema(z.array(changeSchema), 'The changes'), 503: unread },
      },
    },
    async () => (await readHistory(registry.folder)).reverse(),
  )
}
