import { once } from 'node:events'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Dataset } from '../core/dataset/dataset.js'
import { messageOf, UserError } from '../core/errors.js'
import type { Model } from '../core/model/model.js'
import type { StreamedFormat } from './batchFormats.js'
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
  const { bytes, signal } = streamBody(request, reply)
  let first: string | undefined
  let rows = 0
  try {
    for await (const scored of await format.predict(bytes, dataset, model)) {
      if (first === undefined) {
        first = scored.text
        reply.header('content-type', `${format.types[0]}; charset=utf-8`).hijack()
        raw.writeHead(200, reply.getHeaders() as Record<string, string>)
      }
      rows += scored.rows
      if (!raw.write(scored.text)) await once(raw, 'drain', { signal })
      await turn()
    }
    if (first === undefined) throw new UserError('BODY', 'The body is empty; /docs shows what to send.')
    raw.end()
  } catch (error) {
    const reason: unknown = signal.aborted ? signal.reason : error
    const rest = dropRest(request)
    if (first === undefined && !raw.destroyed) throw reason
    reply.hijack()
    const isKnown = reason instanceof UserError
    if (isKnown || raw.destroyed) request.log.info({ rows, reason: messageOf(reason) }, 'a batch was cut off')
    else request.log.error({ rows, err: reason }, 'a batch was cut off')
    if (first === undefined || raw.destroyed) return
    const why = isKnown ? reason.message : 'Something went wrong here; the log says what.'
    const line = await format.lastLine(why, first, dataset)
    await Promise.all([rest, new Promise((resolve) => raw.write(`${line}\n`, resolve))])
    raw.destroy()
  }
}
