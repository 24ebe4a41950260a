import type { FastifyReply, onResponseHookHandler } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { Dataset } from '../../core/dataset/dataset.js'
import { PredictionFigures } from '../metrics/predictionFigures.js'
import { addPredictionMetrics } from '../metrics/predictionMetrics.js'
import { RequestFigures } from '../metrics/requestFigures.js'
import { addRequestMetrics } from '../metrics/requestMetrics.js'

export interface Metrics {
  /** All that Prometheus is told. */
  registry: Registry
  /** Models taken into use since the start. */
  loads: Counter
  /** Versions refused, each new fault once. */
  failures: Counter<'version'>
  /** Rows of the prediction log. */
  predictionLog: { written: Counter; dropped: Counter }
  predictions: PredictionFigures
}

declare module 'fastify' {
  interface FastifyInstance {
    metrics: Metrics
  }
  interface FastifyContextConfig {
    figures?: RequestFigures
  }
}

/** Counts requests, predictions and the model's life. */
export const metrics = fastifyPlugin<{ dataset: Dataset }>(async (app, { dataset }) => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })

  const unknown = new RequestFigures('', 'none')
  const requests = [unknown]
  addRequestMetrics(registry, requests)
  app.addHook('onRoute', (route) => {
    // Files are one route for HEAD and GET.
    const figures = new RequestFigures([route.method].flat().at(-1)!, route.url)
    requests.push(figures)
    route.config = { ...route.config, figures }
    // A hook for each route: to look up the route of a request would cost more than to count it.
    const own: onResponseHookHandler = (_request, reply, done) => {
      count(figures, reply)
      done()
    }
    route.onResponse = [route.onResponse ?? [], own].flat()
  })
  app.addHook('onResponse', ({ is404 }, reply, done) => {
    if (is404) count(unknown, reply)
    done()
  })

  const predictions = new PredictionFigures(dataset.targets)
  addPredictionMetrics(registry, predictions)

  app.decorate('metrics', {
    registry,
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
    predictions,
  })
  new Gauge({
    name: 'penguins_model_info',
    aggregator: 'max',
    help: 'The version in use.',
    labelNames: ['version'],
    registers,
    collect() {
      this.reset()
      if (app.models.current) this.set({ version: app.models.current.manifest.version }, 1)
    },
  })
  new Gauge({
    name: 'penguins_model_created_timestamp_seconds',
    aggregator: 'max',
    help: 'When the version in use was trained; its age is time() less this.',
    labelNames: ['version'],
    registers,
    collect() {
      this.reset()
      const { version, created_at } = app.models.current?.manifest ?? {}
      if (version !== undefined && created_at !== undefined) this.set({ version }, Date.parse(created_at) / 1000)
    },
  })
  new Gauge({
    name: 'penguins_model_refused',
    aggregator: 'max',
    help: '1 where another version is in use than the one that is meant to be, which was refused, else 0.',
    registers,
    collect() {
      this.set(app.models.current && app.models.problem !== undefined ? 1 : 0)
    },
  })
  new Gauge({
    name: 'penguins_model_ready',
    aggregator: 'min',
    help: '1 where there is a model to predict with, else 0.',
    registers,
    collect() {
      this.set(app.models.current ? 1 : 0)
    },
  })
})

const count = (figures: RequestFigures, { statusCode, elapsedTime }: FastifyReply) =>
  figures.count(statusCode, elapsedTime / 1000)
