import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { jsonSchema } from '../schemas/jsonSchema.js'

const liveSchema = z.object({ status: z.literal('live') })

const readySchema = z.object({
  status: z.enum(['ready', 'not ready']),
  model_version: z.string().describe('The model in use').optional(),
  problem: z.string().describe('Why the newest model is not in use, and what to do').optional(),
})

/** Whoever watches the API asks without a token, and at any load. */
export const healthConfig = { open: true, always: true }

export async function health(app: FastifyInstance) {
  app.get(
    '/health/live',
    {
      config: healthConfig,
      schema: {
        tags: ['health'],
        summary: 'Does the process answer?',
        response: { 200: jsonSchema(liveSchema, 'It does') },
      },
    },
    (): z.infer<typeof liveSchema> => ({ status: 'live' }),
  )

  app.get(
    '/health/ready',
    {
      config: healthConfig,
      // Asked first after a start: to compile the schema would take most of the time to the first reply.
      serializerCompiler: () => JSON.stringify,
      schema: {
        tags: ['health'],
        summary: 'Is there a model to predict with?',
        response: { 200: jsonSchema(readySchema, 'There is'), 503: jsonSchema(readySchema, 'Not yet') },
      },
    },
    (_request, reply) => {
      const { current, problem } = app.models
      const report: z.infer<typeof readySchema> = {
        status: current ? 'ready' : 'not ready',
        ...(current && { model_version: current.manifest.version }),
        ...(problem && { problem }),
      }
      return reply.code(current ? 200 : 503).send(report)
    },
  )
}
