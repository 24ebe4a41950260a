import fastifyPlugin from 'fastify-plugin'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'

export interface Metrics {
  /** Models taken into use since the start. */
  loads: Counter
  /** Versions refused, each new fault once. */
  failures: Counter<'version'>
  /** Rows of the prediction log. */
  predictionLog: { written: Counter; dropped: Counter }
}

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Metrics
  }
}

/** GET /metrics for Prometheus: the process and the model's life. Requests are not counted, and so cost nothing. */
export const metrics = fastifyPlugin(async (app) => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  app.decorate('metrics', {
    loads: new Counter({ name: 'penguins_model_loads_total', help: 'Models taken into use.', registers }),
    failures: new Counter({
      name: 'penguins_model_load_failures_total',
      help: 'Versions that were refused; no version where the pointer itself is at fault.',
      labelNames: ['version'],
      registers,
    }),
    predictionLog: {
      written: new Counter({
        name: 'penguins_prediction_log_rows_total',
        help: 'Rows written to the prediction log.',
        registers,
      }),
      dropped: new Counter({
        name: 'penguins_prediction_log_dropped_total',
        help: 'Rows that the prediction log lacks, since its database was slow or away.',
        registers,
      }),
    },
  })
  new Gauge({
    name: 'penguins_model_info',
    help: 'The version in use.',
    labelNames: ['version'],
    registers,
    collect() {
      this.reset()
      if (app.models.current) this.set({ version: app.models.current.manifest.version }, 1)
    },
  })
  new Gauge({
    name: 'penguins_model_ready',
    help: '1 where there is a model to predict with, else 0.',
    registers,
    collect() {
      this.set(app.models.current ? 1 : 0)
    },
  })

  const text = { 'text/plain': { schema: { type: 'string' } } }
  app.get(
    '/metrics',
    {
      schema: {
        tags: ['health'],
        summary: 'The process and the model in use, for Prometheus',
        response: { 200: { description: "Prometheus' text format", content: text } },
      },
    },
    async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()),
  )
})
