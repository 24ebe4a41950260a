import cluster, { type Worker } from 'node:cluster'
import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { AggregatorRegistry, type Registry } from 'prom-client'
import { TemporaryError } from '../core/errors.js'

/** How long a process that ended is missed before another takes its place: longer than it takes to see that each of them ends. */
const RESTART_MS = 1000

/** What processes ask of the first one, and are told: the metrics of all. */
interface Message {
  metricsOfAll: number
  /** None, where one of them did not answer in time. */
  text?: string | undefined
}

/** Whether this process answers requests for another one, which started it. */
export const { isWorker } = cluster

/** Whether it is the first of them, which speaks for all. */
export const isFirst = cluster.worker?.id === 1

/**
 * Starts processes like this one that answer requests on one port, and lives until they have ended; SIGINT or SIGTERM ends them once their
 * requests are answered. One that ends by itself is replaced.
 *
 * @returns the exit code: what the first one ended with where it could not start
 */
export async function startWorkers(count: number, say: (sentence: string) => void): Promise<number> {
  shareMetrics()
  let isEnding = false
  const ended = new EventEmitter()
  const endIfNoneRuns = () => isEnding && running().length === 0 && ended.emit('all')
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      isEnding = true
      for (const worker of running()) worker.process.kill('SIGTERM')
      endIfNoneRuns()
    })
  }
  const first = cluster.fork()
  // What hinders one hinders all, and is said once.
  const code = await Promise.race([once(first, 'listening').then(() => undefined), once(first, 'exit').then(codeOf)])
  if (code !== undefined) return code
  cluster.on('exit', async (worker, code, signal) => {
    if (!isEnding) {
      say(`process ${worker.process.pid} ended by itself (${signal ?? code}); another takes its place`)
      await sleep(RESTART_MS)
      if (!isEnding) cluster.fork()
    }
    endIfNoneRuns()
  })
  for (let i = 1; i < count && !isEnding; i++) cluster.fork()
  await once(ended, 'all')
  return 0
}

const running = () => Object.values(cluster.workers ?? {}).filter((it): it is Worker => it !== undefined)

const codeOf = ([code]: unknown[]) => (typeof code === 'number' ? code : 1)

/** In the process that started the others: answers each that asks with the metrics of all, added up. */
function shareMetrics() {
  const all = new AggregatorRegistry()
  cluster.on('message', async (worker, message: Message) => {
    if (message.metricsOfAll === undefined) return
    const text = await all.clusterMetrics().catch(() => undefined)
    if (worker.isConnected()) worker.send({ ...message, text } satisfies Message)
  })
}

/** In one of the others: the metrics of all, as Prometheus' text. */
export function metricsOfAll(registry: Registry): () => Promise<string> {
  AggregatorRegistry.setRegistries(registry)
  // It answers the process that started this one.
  new AggregatorRegistry()
  let asked = 0
  return () =>
    new Promise((resolve, reject) => {
      const question: Message = { metricsOfAll: ++asked }
      process.on('message', function listen({ metricsOfAll, text }: Message) {
        if (metricsOfAll !== question.metricsOfAll) return
        process.off('message', listen)
        if (text !== undefined) resolve(text)
        else reject(new TemporaryError('METRICS', 'A process did not tell its metrics in time; ask again in a moment.'))
      })
      process.send!(question)
    })
}
