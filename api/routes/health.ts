import type { FastifyInstance } from 'fastify'

const status = { type: 'string' } as const
const version = { type: 'string', description: 'The model in use' } as const
const problem = { type: 'string', description: 'Why the newest model is not in use, and what to do' } as const

export async function health(app: FastifyInstance) {
  app.get(
    '/health/live',
    {
      schema: {
        tags: ['health'],
        summary: 'Does the process answer?',
        response: { 200: { description: 'It does', type: 'object', properties: { status } } },
      },
    },
    () => ({ status: 'live' }),
  )

  const properties = { status, model_version: version, problem } as const
  app.get(
    '/health/ready',
    {
      schema: {
        tags: ['health'],
        summary: 'Is there a model to predict with?',
        response: {
          200: { description: 'There is', type: 'object', properties },
          503: { description: 'Not yet', type: 'object', properties },
        },
      },
    },
    (_request, reply) => {
      const { current, problem } = app.models
      const report = { ...(current && { model_version: current.manifest.version }), ...(problem && { problem }) }
      return current
        ? reply.send({ status: 'ready', ...report })
        : reply.code(503).send({ status: 'not ready', ...report })
    },
  )
}
