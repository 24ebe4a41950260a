import type { FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Dataset } from '../../core/dataset/dataset.js'
import type { FeatureValues } from '../../core/model/encode.js'
import type { Model } from '../../core/model/model.js'
import type { Prediction } from '../../core/model/predict.js'
import { sqlTime } from '../../database/sqlTime.js'

/** How much of the time to close writing the last rows may take. */
const CLOSE_MS = 3000

export interface PredictionLog {
  /** Notes the rows of a request, and replies with its id. */
  add(
    request: FastifyRequest,
    reply: FastifyReply,
    model: Model,
    rows: readonly FeatureValues[],
    predictions: readonly Prediction[],
  ): void
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Undefined where predictions are not logged. */
    readonly predictionLog: PredictionLog | undefined
  }
}

export interface PredictionLogOptions {
  dataset: Dataset
  /** The database's, by the setting PREDICTION_LOG. */
  url: string | undefined
}

/** Keeps what was asked and answered in the table `<name>_prediction_log`. No request waits for it, or fails by it. */
export const predictionLog = fastifyPlugin<PredictionLogOptions>(async (app, { dataset, url }) => {
  app.decorate<PredictionLog | undefined>('predictionLog', url === undefined ? undefined : await start(url))

  async function start(url: string): Promise<PredictionLog> {
    // Loaded where it is wanted alone: the API starts no slower without.
    const [{ startLogWriter }, { logRowOf }, { openLogToWrite }, { tablesOf }] = await Promise.all([
      import('../logWriter.js'),
      import('../logRow.js'),
      import('../../database/openLog.js'),
      import('../../database/tables.js'),
    ])
    const table = tablesOf(dataset).predictionLog
    const rowOf = logRowOf(dataset, table)
    const { written, dropped } = app.metrics.predictionLog
    const writer = startLogWriter({
      table,
      open: () => openLogToWrite(url, dataset),
      onWritten: (rows) => written.inc(rows),
      onDropped: (rows) => dropped.inc(rows),
      onAway: (problem) => app.log.error({ problem }, 'predictions are not logged: the database is away'),
      onBack: () => app.log.info('predictions are logged again'),
    })
    app.addHook('onClose', () => writer.close(CLOSE_MS))
    return {
      add(request, reply, { manifest: { version } }, rows, predictions) {
        const { id } = request
        reply.header('x-request-id', id)
        const time = sqlTime(new Date())
        const taken = Math.min(rows.length, Math.max(0, writer.room))
        for (let i = 0; i < taken; i++) writer.add([null, time, id, i, version, ...rowOf(rows[i]!, predictions[i]!)])
        if (taken < rows.length) dropped.inc(rows.length - taken)
      },
    }
  }
})
