import { once } from 'node:events'
import { addAbortSignal, type Readable, Transform } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { UserError } from '../core/errors.js'
import { liftDeadline } from './httpServer.js'
import { turn } from './turn.js'

/** How long nothing may move either way: six times as long as an ordinary request may take as a whole; the minute of nginx. */
const IDLE_TIMES = 6

/** A body that is read while it is answered. */
export interface StreamedBody {
  bytes: Readable
  /** Aborted, with the reason, once there is nobody to answer: the client has gone, or has stopped sending or reading. */
  signal: AbortSignal
}

/**
 * Takes a request out of the server's deadline: it may last as long as something moves.
 *
 * @param pieceBytes how much of its body comes at a time
 */
export function streamBody(request: FastifyRequest, reply: FastifyReply, pieceBytes: number): StreamedBody {
  const idleMs = IDLE_TIMES * request.server.server.requestTimeout
  const end = new AbortController()
  liftDeadline(request.raw, reply.raw)
  // A test that injects its request has no such method.
  request.raw.socket.setTimeout?.(idleMs)
  reply.raw.once('timeout', () => end.abort(idle(idleMs, reply.raw.writableNeedDrain)))
  reply.raw.once('close', () => end.abort(new Error('the client went away')))
  // Not the request itself: whoever stops reading that before its end destroys the connection.
  const bytes = addAbortSignal(end.signal, request.raw.pipe(inPieces(pieceBytes)))
  return { bytes, signal: end.signal }
}

/** Passes bytes on piece by piece, each in its turn. */
const inPieces = (bytes: number) =>
  new Transform({
    // So that a reader who is slow does not get them joined again.
    readableObjectMode: true,
    async transform(chunk: Buffer, _encoding, done) {
      for (let at = 0; at < chunk.length; at += bytes) {
        await turn()
        this.push(chunk.subarray(at, at + bytes))
      }
      done()
    },
  })

const idle = (ms: number, isUnread: boolean) =>
  new UserError(
    'TIMEOUT',
    isUnread
      ? `The reply was not read for ${ms / 1000} seconds; read it while you send, or send less at a time.`
      : `Nothing of the body came for ${ms / 1000} seconds; send it again, without such pauses.`,
  )

/**
 * Reads what a client still sends, and drops it. It would not come to read its reply otherwise, or lose it: a connection that is closed
 * over unread bytes is reset. Whoever sends for much longer is cut off.
 */
export async function dropRest({ raw, server }: FastifyRequest) {
  if (raw.destroyed) return
  raw.unpipe().resume()
  const signal = AbortSignal.timeout(server.server.requestTimeout)
  await once(raw, 'close', { signal }).catch(() => raw.destroy())
}
