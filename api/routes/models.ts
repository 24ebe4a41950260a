import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { manifestSchema } from '../../core/model/manifest.js'
import { changeSchema, lastChangeTo, readHistory } from '../../registry/history.js'
import type { Registry } from '../../registry/registry.js'
import { listVersions, testAccuracies, testErrors, type Version } from '../../registry/versions.js'
import { modelInUse } from '../plugins/models.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { errorSchema, noModelYet } from '../schemas/refusals.js'

const share = z.number().describe('Share of the test rows predicted right')
const rmse = z.number().describe("Root mean squared error on the test rows, in the target's unit")
const versionSchema = z.object({
  version: z.string(),
  current: z.boolean().describe('Whether new predictions are asked of it'),
  created_at: z.string().optional(),
  test_accuracy: z.record(z.string(), share).optional(),
  test_rmse: z.record(z.string(), rmse).optional(),
  why: z.string().describe('Why it came into use, or was kept back').optional(),
  problem: z.string().describe('Why it can not be used').optional(),
})

export async function modelCards(app: FastifyInstance, { registry }: { registry: Registry }) {
  app.get(
    '/models',
    {
      schema: {
        tags: ['models'],
        summary: 'Every version that was published, the newest first',
        response: { 200: jsonSchema(z.array(versionSchema), 'The versions') },
      },
    },
    async () => (await listVersions(registry)).map(summary),
  )

  const unread = errorSchema("The history can't be read; the sentence says why")
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

  const cardSchema = manifestSchema.extend({ last_change: changeSchema.optional() })
  app.get(
    '/models/current',
    {
      schema: {
        tags: ['models'],
        summary: 'The whole card of the model in use, and how it came into use',
        response: { 200: jsonSchema(cardSchema, 'The card'), 503: noModelYet },
      },
      // As it stands in its file, and indented, since people read it too.
      serializerCompiler:
        ({ httpStatus }) =>
        (body) =>
          JSON.stringify(body, null, httpStatus === '200' ? 2 : 0),
    },
    async () => {
      const { manifest } = modelInUse(app)
      const history = await readHistory(registry.folder)
      return { ...manifest, last_change: lastChangeTo(history, manifest.version) }
    },
  )
}

function summary({ version, current, manifest, problem }: Version): z.infer<typeof versionSchema> {
  if (!manifest) return { version, current, problem }
  const [accuracies, errors] = [testAccuracies(manifest), testErrors(manifest)]
  return {
    version,
    current,
    created_at: manifest.created_at,
    ...(Object.keys(accuracies).length > 0 && { test_accuracy: accuracies }),
    ...(Object.keys(errors).length > 0 && { test_rmse: errors }),
    ...(manifest.verdict && { why: manifest.verdict.says }),
  }
}
