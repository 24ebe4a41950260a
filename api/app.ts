import Fastify, { type FastifyInstance, LogController } from 'fastify'
import type { Dataset } from '../core/dataset/dataset.js'
import type { Settings } from '../core/settings.js'
import { createHttpServer, REQUEST_TIMEOUT_MS } from './httpServer.js'
import { limitsOf } from './limits.js'
import { docs } from './plugins/docs.js'
import { errors, frameworkErrors } from './plugins/errors.js'
import { json } from './plugins/json.js'
import { metrics } from './plugins/metrics.js'
import { type ModelsOptions, models } from './plugins/models.js'
import { predictionLog } from './plugins/predictionLog.js'
import { security } from './plugins/security.js'
import { datasetRoute } from './routes/dataset.js'
import { explain } from './routes/explain.js'
import { health } from './routes/health.js'
import { modelCards } from './routes/modelCards.js'
import { modelFiles } from './routes/modelFiles.js'
import { modelList } from './routes/models.js'
import { page } from './routes/page.js'
import { predict } from './routes/predict.js'

/** The log on a terminal; elsewhere it is a line of JSON for each event. */
const forPeople = { target: 'pino-pretty', options: { ignore: 'pid,hostname', singleLine: true } }

export interface AppOptions extends Pick<ModelsOptions, 'pollMs'> {
  /** Default 10 s; a test does not wait that long. */
  requestTimeoutMs?: number
}

/** The API of a data set: plugins first, then routes. It needs the models folder and, to log predictions, a database. */
export async function buildApp(
  settings: Pick<Settings, 'MODELS_DIR' | 'LOG_LEVEL' | 'FRAME_ANCESTORS' | 'PREDICTION_LOG'>,
  dataset: Dataset,
  { pollMs, requestTimeoutMs = REQUEST_TIMEOUT_MS }: AppOptions = {},
): Promise<FastifyInstance> {
  const registry = { folder: settings.MODELS_DIR, dataset }
  const app = Fastify({
    logger: { level: settings.LOG_LEVEL, ...(process.stdout.isTTY && { transport: forPeople }) },
    // Only errors are logged: a line per request would cost a third of the speed, and a logger per request a twentieth.
    childLoggerFactory: (logger) => logger,
    logController: new LogController({ disableRequestLogging: true }),
    serverFactory: (listener) => createHttpServer(listener, requestTimeoutMs),
    frameworkErrors,
    bodyLimit: limitsOf(dataset).rowBytes,
    // A name in an address may be as long as an address: it is refused by its route.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 16 << 10 },
    // A text is not a number, and a misspelt field is a mistake to report.
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  })
  await app.register(security, { frameAncestors: settings.FRAME_ANCESTORS })
  await app.register(errors, { dataset })
  await app.register(json, { dataset })
  await app.register(docs, { dataset })
  await app.register(metrics)
  await app.register(models, { registry, pollMs })
  await app.register(predictionLog, { dataset, url: settings.PREDICTION_LOG })

  await app.register(page)
  await app.register(health)
  await app.register(datasetRoute, { dataset })
  await app.register(modelList, { registry })
  await app.register(modelCards, { registry })
  await app.register(modelFiles, { registry })
  await app.register(predict, { dataset })
  await app.register(explain, { dataset })
  return app
}
