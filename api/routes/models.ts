import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { manifestSchema } from '../../core/model/manifest.js'
import { changeSchema, lastChangeTo, readHistory } from '../../registry/history.js'
import { listVersions, testAccuracies, type Version } from '../../registry/versions.js'
import { modelInUse } from '../plugins/models.js'
import { errorSchema, noModel } from '../schemas.js'

const share = { type: 'number', description: 'Share of the test rows predicted right' } as const
const versionSchema = {
  type: 'object',
  properties: {
    version: { type: 'string' },
    current: { type: 'boolean', description: 'Whether new predictions are asked of it' },
    created_at: { type: 'string' },
    test_accuracy: { type: 'object', additionalProperties: share },
    problem: { type: 'string', description: 'Why it can not be used' },
  },
} as const

export async function modelCards(app: FastifyInstance, { modelsDir }: { modelsDir: string }) {
  app.get(
    '/models',
    {
      schema: {
        tags: ['models'],
        summary: 'Every version that was published, the newest first',
        response: { 200: { description: 'The versions', type: 'array', items: versionSchema } },
      },
    },
    async () => (await listVersions(modelsDir)).map(summary),
  )

  const unread = errorSchema("The history can't be read; the sentence says why")
  const { $schema: __, ...change } = z.toJSONSchema(changeSchema)
  app.get(
    '/models/history',
    {
      schema: {
        tags: ['models'],
        summary: 'Every change of the model in use, the newest first',
        response: { 200: { description: 'The changes', type: 'array', items: change }, 503: unread },
      },
    },
    async () => (await readHistory(modelsDir)).reverse(),
  )

  const cardSchema = manifestSchema.extend({ last_change: changeSchema.optional() })
  const { $schema: _, ...card } = z.toJSONSchema(cardSchema, { io: 'input' })
  app.get(
    '/models/current',
    {
      schema: {
        tags: ['models'],
        summary: 'The whole card of the model in use, and how it came into use',
        response: { 200: { description: 'The card', ...card }, 503: noModel },
      },
    },
    async (_request, reply) => {
      const { manifest } = modelInUse(app)
      // Indented, since people read it too.
      return reply
        .type('application/json')
        .serializer(indent)
        .send({
          ...manifest,
          last_change: lastChangeTo(await readHistory(modelsDir), manifest.version),
        })
    },
  )
}

const indent = (card: unknown) => JSON.stringify(card, null, 2)

function summary({ version, current, manifest, problem }: Version) {
  if (!manifest) return { version, current, problem }
  return { version, current, created_at: manifest.created_at, test_accuracy: testAccuracies(manifest) }
}
