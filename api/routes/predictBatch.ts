import type { FastifyInstance, preParsingHookHandler } from 'fastify'
import type { Dataset } from '../../core/dataset/dataset.js'
import { UserError } from '../../core/errors.js'
import type { FeatureValues } from '../../core/model/encode.js'
import { predict } from '../../core/model/predict.js'
import { answerStream } from '../answerStream.js'
import { BATCH, checkAccept, csv, ndjson, streamedFormat } from '../batchFormats.js'
import { limitsOf } from '../limits.js'
import { checkHeaders } from '../plugins/json.js'
import { byModel } from '../plugins/pinned.js'
import { queue } from '../queue.js'
import { batchContent, predictionsContent } from '../schemas/batch.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { errorSchema, refusals } from '../schemas/refusals.js'
import { type VersionQuery, versionQuery, versionQueryRefusals } from '../schemas/versionQuery.js'

const batchRefusals = {
  400: errorSchema(
    'The body is not what its type says, or a row of JSON is wrong, or CSV lacks a header with the fields; the sentence says where',
  ),
  406: errorSchema('The header Accept takes another format than that of the body'),
  408: errorSchema('JSON took longer than ten seconds to arrive, or of CSV or NDJSON nothing came for a minute'),
  415: errorSchema('The body is of another type than these, in another encoding than UTF-8, or compressed'),
  503: errorSchema('There is no model yet, or as many batches are under way as are taken at a time'),
}

export interface BatchOptions {
  dataset: Dataset
  /** Lets in a few large requests at a time. */
  largeBodies: preParsingHookHandler
}

/** Many rows: a JSON array, which is read and answered as a whole, or CSV or NDJSON, as they stream by. */
export async function predictBatch(app: FastifyInstance, { dataset, largeBodies }: BatchOptions) {
  const { rows, batchBytes, streamsAtOnce } = limitsOf(dataset)
  const streams = queue(streamsAtOnce, app.server.requestTimeout / 2)

  // They are read while they are answered.
  app.addContentTypeParser([...csv.types, ...ndjson.types], (_request, _body, done) => done(null))

  const enter: preParsingHookHandler = function (request, reply, body, done) {
    checkAccept(request)
    if (streamedFormat(request)) {
      checkHeaders(request)
      streams.call(this, request, reply, body, done)
    } else largeBodies.call(this, request, reply, body, done)
  }

  app.post<{ Querystring: VersionQuery; Body: FeatureValues[] | undefined }>(
    BATCH,
    {
      bodyLimit: batchBytes,
      preParsing: enter,
      schema: {
        tags: ['predict'],
        summary: `Predict up to ${rows} rows as JSON, or any number as CSV or NDJSON`,
        querystring: jsonSchema(versionQuery),
        body: { required: true, content: batchContent(dataset) },
        response: {
          200: { description: 'The predictions, in the order of the request', content: predictionsContent(dataset) },
          ...refusals,
          ...versionQueryRefusals,
          ...batchRefusals,
        },
      },
    },
    (request, reply) =>
      byModel(app, request.query.version, async (model) => {
        const format = streamedFormat(request)
        if (format) return answerStream(request, reply, format, dataset, model)
        if (request.body === undefined) throw new UserError('BODY', 'The body is empty; /docs shows what to send.')
        app.predictionLog?.add(request, reply, model, request.body, predict(model, request.body))
        const { predictList } = await import('../../scoring/predictList.js')
        const { json, counts } = predictList(model, request.body)
        app.metrics.predictions.countScored(BATCH, counts)
        return reply.type('application/json; charset=utf-8').send(json)
      }),
  )
}
