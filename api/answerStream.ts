import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Dataset } from '../core/dataset/dataset.js'
import { messageOf, UserError } from '../core/errors.js'
import type { Model } from '../core/model/model.js'
import { BATCH, type StreamedFormat } from './batchFormats.js'
import { statusOf } from './errorCodes.js'
import { limitsOf } from './limits.js'
import { requestFields } from './plugins/requestLog.js'
import { dropRest, streamBody } from './streamedBody.js'
import { turn } from './turn.js'

/**
 * Answers the rows of a body as they stream by, no faster than the reply is read.
 *
 * @throws UserError where something is wrong before the reply begins. Later a last line says it, and the connection is cut, so that no
 * client takes the reply for a whole one.
 */
export async function answerStream(
  request: FastifyRequest,
  reply: FastifyReply,
  format: StreamedFormat,
  dataset: Dataset,
  model: Model,
) {
  const { raw } = reply
  const { metrics, server } = request.server
  const { bytes, signal } = streamBody(request, reply, limitsOf(dataset).pieceBytes)
  let first: string | undefined
  let rows = 0
  try {
    for await (const scored of await format.predict(bytes, dataset, model)) {
      if (first === undefined) {
        first = scored.text
        begin(reply, format)
      }
      rows += scored.rows
      metrics.predictions.countScored(BATCH, scored)
      if (!raw.write(scored.text)) await once(raw, 'drain', { signal })
      await turn()
    }
    if (first === undefined) throw new UserError('BODY', 'The body is empty; /docs shows what to send.')
    raw.end()
    await once(raw, 'finish', { signal })
  } catch (error) {
    const reason: unknown = signal.aborted ? signal.reason : error
    const rest = dropRest(request)
    if (first === undefined && !raw.destroyed) throw reason
    reply.hijack()
    const known = reason instanceof UserError ? reason : undefined
    if (known || signal.aborted)
      request.log.info({ ...requestFields(request), rows, reason: messageOf(reason) }, 'a batch was cut off')
    else request.log.error({ ...requestFields(request), rows, err: reason }, 'a batch was cut off')
    if (first !== undefined && !raw.destroyed && !raw.writableEnded) {
      const line = await format.lastLine(known ?? unknown(), first, dataset)
      const isTaken = new Promise((resolve) => raw.write(`${line}\n`, resolve))
      // Whoever takes no more is not waited for.
      const late = setTimeout(server.requestTimeout, undefined, { ref: false })
      await Promise.race([Promise.all([rest, isTaken]), late])
    }
    raw.destroy()
    // Fastify counts only what it has sent to the end.
    const status = known ? statusOf(known.code) : signal.aborted ? CLIENT_GONE : 500
    request.routeOptions.config.figures?.count(status, reply.elapsedTime / 1000)
  }
}

/** As nginx counts those who did not wait for their reply. */
const CLIENT_GONE = 499

/** From here on Fastify leaves the reply to us. */
function begin(reply: FastifyReply, { types }: StreamedFormat) {
  reply.header('content-type', `${types[0]}; charset=utf-8`).hijack()
  reply.raw.writeHead(200, reply.getHeaders() as Record<string, string>)
}

const unknown = () => new UserError('INTERNAL', 'Something went wrong here; the log says what.')
