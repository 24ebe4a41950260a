import { Counter, type Histogram, type MetricValueWithName, type Registry } from 'prom-client'
import { BUCKETS, type RequestFigures } from './requestFigures.js'

/** Adds what was counted of requests to what Prometheus is told. */
export function addRequestMetrics(registry: Registry, all: readonly RequestFigures[]) {
  new Counter({
    name: 'penguins_http_requests_total',
    help: 'Requests answered.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { method, route, statuses } of all) {
        for (let status = 0; status < statuses.length; status++) {
          if (statuses[status]! > 0) this.inc({ method, route, status }, statuses[status]!)
        }
      }
    },
  })
  const name = 'penguins_http_request_duration_seconds'
  const help = 'How long requests took, from their headers to the last byte of the reply.'
  // A histogram of prom-client's own would cost each request much more. Of a metric a registry needs no more than these two.
  const durations = {
    name,
    async get() {
      return { name, help, type: 'histogram', aggregator: 'sum', values: all.flatMap((it) => seriesOf(name, it)) }
    },
  }
  registry.registerMetric(durations as unknown as Histogram)
}

/** A histogram as Prometheus has it: each bucket counts those of all smaller ones too. */
function seriesOf(name: string, { method, route, buckets, seconds }: RequestFigures): MetricValueWithName<string>[] {
  if (buckets.every((it) => it === 0)) return []
  const labels = { method, route }
  let count = 0
  const series: MetricValueWithName<string>[] = [...BUCKETS, '+Inf'].map((le, i) => {
    count += buckets[i]!
    return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: count }
  })
  series.push(
    { metricName: `${name}_sum`, labels, value: seconds },
    { metricName: `${name}_count`, labels, value: count },
  )
  return series
}
