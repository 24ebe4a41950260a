import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Registry } from 'prom-client'
import type { Dataset } from '../core/dataset/dataset.js'
import type { Settings } from '../core/settings.js'
import { createHttpServer, REQUEST_TIMEOUT_MS } from './httpServer.js'
import { lateCompilers } from './lateCompilers.js'
import { limitsOf } from './limits.js'
import { docs } from './plugins/docs.js'
import { errors, frameworkErrors } from './plugins/errors.js'
import { json } from './plugins/json.js'
import { metrics } from './plugins/metrics.js'
import { type ModelsOptions, models } from './plugins/models.js'
import { type OverloadOptions, overload } from './plugins/overload.js'
import { pinned } from './plugins/pinned.js'
import { predictionLog } from './plugins/predictionLog.js'
import { requestIdOf, requestLog } from './plugins/requestLog.js'
import { security } from './plugins/security.js'
import { tokens } from './plugins/tokens.js'
import { queueLargeBodies } from './queue.js'
import { datasetRoute } from './routes/dataset.js'
import { explain } from './routes/explain.js'
import { health } from './routes/health.js'
import { metricsRoute } from './routes/metrics.js'
import { modelCards } from './routes/modelCards.js'
import { modelFiles } from './routes/modelFiles.js'
import { modelList } from './routes/models.js'
import { page } from './routes/page.js'
import { predict } from './routes/predict.js'
import { predictBatch } from './routes/predictBatch.js'
import { v2 } from './routes/v2/v2.js'

/** The log on a terminal; elsewhere it is a line of JSON for each event. */
const forPeople = { target: 'pino-pretty', options: { ignore: 'pid,hostname', singleLine: true } }

/** So many features make a table wide. */
const WIDE = 50

/** How long schemas that nobody needed yet wait to be compiled. */
const AFTER_START_MS = 100

/** What the API needs of the settings. */
export type ApiSettings = Pick<
  Settings,
  | 'MODELS_DIR'
  | 'LOG_LEVEL'
  | 'FRAME_ANCESTORS'
  | 'CORS_ORIGINS'
  | 'API_TOKEN'
  | 'API_ADMIN_TOKEN'
  | 'RATE_LIMIT'
  | 'TRUST_PROXY'
  | 'PREDICTION_LOG'
>

export interface AppOptions extends Pick<ModelsOptions, 'pollMs'> {
  /** Default 10 s; a test does not wait that long. */
  requestTimeoutMs?: number
  /** Where several processes answer: makes what gives the metrics of all. */
  metricsOfAll?: ((registry: Registry) => () => Promise<string>) | undefined
  /** A test sets limits that it passes. */
  overload?: Partial<OverloadOptions>
}

/** The API of a data set: plugins first, then routes. It needs the models folder and, to log predictions, a database. */
export async function buildApp(
  settings: ApiSettings,
  dataset: Dataset,
  { pollMs, requestTimeoutMs = REQUEST_TIMEOUT_MS, overload: limits = {}, metricsOfAll }: AppOptions = {},
): Promise<FastifyInstance> {
  const { CORS_ORIGINS, API_TOKEN, API_ADMIN_TOKEN, RATE_LIMIT } = settings
  const registry = { folder: settings.MODELS_DIR, dataset }
  const { compilersFactory, compileAll } = lateCompilers()
  const app = Fastify({
    logger: { level: settings.LOG_LEVEL, ...(process.stdout.isTTY && { transport: forPeople }) },
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: requestIdOf,
    // Behind a proxy that is not named here all clients have its address: anyone may write X-Forwarded-For.
    trustProxy: settings.TRUST_PROXY ?? false,
    // Requests that come while the process ends are answered as any others; the connection closes behind them.
    return503OnClosing: false,
    serverFactory: (listener) => createHttpServer(listener, requestTimeoutMs),
    // The server has its own, at each of its addresses.
    clientErrorHandler: () => {},
    frameworkErrors,
    bodyLimit: limitsOf(dataset).rowBytes,
    // A name in an address may be as long as an address: it is refused by its route.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16 << 10 },
    // A text is not a number, and a misspelt field is a mistake to report.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
    schemaController: { compilersFactory },
  })
  // No logger per request: what logs a request names it. By a factory of loggers Fastify would look at each, which costs a microsecond.
  app.log.child = () => app.log
  // Of a wide table it takes seconds, in which no request would be answered.
  if (dataset.features.length > WIDE) app.addHook('onReady', compileAll)
  // Not awaited: requests are answered meanwhile, first those of whoever waited for the start.
  else app.addHook('onListen', async () => void setTimeout(compileAll, AFTER_START_MS).unref())
  // Before the others, whose routes it counts too.
  await app.register(metrics, { dataset })
  await app.register(requestLog)
  await app.register(security, { frameAncestors: settings.FRAME_ANCESTORS })
  await app.register(overload, limits)
  if (CORS_ORIGINS) await app.register((await import('./plugins/cors.js')).cors, { origins: CORS_ORIGINS })
  await app.register(tokens, { apiToken: API_TOKEN, adminToken: API_ADMIN_TOKEN })
  if (RATE_LIMIT) await app.register((await import('./plugins/rateLimit.js')).rateLimit, { perMinute: RATE_LIMIT })
  await app.register(errors, { dataset })
  await app.register(json, { dataset })
  await app.register(docs, {
    dataset,
    needsToken: API_TOKEN !== undefined,
    isAdministered: API_ADMIN_TOKEN !== undefined,
    isLimited: RATE_LIMIT !== undefined,
  })
  await app.register(models, { registry, pollMs })
  await app.register(predictionLog, { dataset, url: settings.PREDICTION_LOG })
  await app.register(pinned, { registry })

  const largeBodies = queueLargeBodies(limitsOf(dataset).batchesAtOnce, requestTimeoutMs / 2)
  await app.register(page)
  await app.register(metricsRoute, { metricsOfAll })
  await app.register(health)
  await app.register(datasetRoute, { dataset })
  await app.register(modelList, { registry })
  await app.register(modelCards, { registry })
  await app.register(modelFiles, { registry })
  await app.register(predict, { dataset })
  await app.register(predictBatch, { dataset, largeBodies })
  await app.register(explain, { dataset })
  await app.register(v2, { registry, largeBodies })
  if (API_ADMIN_TOKEN) {
    const { administration } = await import('./routes/administration.js')
    await app.register(administration, { registry, adminToken: API_ADMIN_TOKEN })
  }
  return app
}
