import type { FastifyInstance } from 'fastify'
import type { AppOptions } from '../app.js'

const text = { 'text/plain': { schema: { type: 'string' } } }

/** What Prometheus asks for. */
export async function metricsRoute(app: FastifyInstance, { metricsOfAll }: Pick<AppOptions, 'metricsOfAll'>) {
  const { registry } = app.metrics
  const metrics = metricsOfAll?.(registry) ?? (() => registry.metrics())
  app.get(
    '/metrics',
    {
      config: { always: true },
      schema: {
        tags: ['health'],
        summary: 'The process, requests, predictions and the model in use, for Prometheus',
        response: { 200: { description: "Prometheus' text format", content: text } },
      },
    },
    async (_request, reply) => reply.type(registry.contentType).send(await metrics()),
  )
}
