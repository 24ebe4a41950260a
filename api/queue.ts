import type { preParsingHookHandler } from 'fastify'
import { TemporaryError } from '../core/errors.js'

/** Each holds what of its body has come before it is read: some 64 KB. */
const MOST_WAITING = 250

/**
 * Lets in a few requests at a time, from the first byte of the body to the last of the reply, so that memory is bounded however many
 * clients there are. The others wait, with their bodies unread. It is a later hook than those of tokens and of the rate limit: whoever is
 * refused there takes no place.
 *
 * @param atOnce how many are let in
 * @param waitMs how long one waits before it is refused with a 503, which says to come later
 */
export function queue(atOnce: number, waitMs: number): preParsingHookHandler {
  const waiting = new Set<() => void>()
  let underWay = 0
  return (request, reply, _body, done) => {
    const { socket } = request.raw
    let timer: NodeJS.Timeout | undefined
    const enter = () => {
      clearTimeout(timer)
      waiting.delete(enter)
      underWay++
      done()
    }
    const leave = () => {
      clearTimeout(timer)
      socket.off('close', leave)
      reply.raw.off('finish', leave)
      if (waiting.delete(enter)) return
      underWay--
      for (const next of waiting) return next()
    }
    const refuse = () => {
      waiting.delete(enter)
      socket.off('close', leave)
      reply.raw.off('finish', leave)
      done(new TemporaryError('BUSY', 'As many batches as the API takes at a time are under way; send it again later.'))
    }
    if (underWay >= atOnce && waiting.size >= MOST_WAITING) return refuse()
    socket.once('close', leave)
    reply.raw.once('finish', leave)
    if (underWay < atOnce) return enter()
    waiting.add(enter)
    timer = setTimeout(refuse, waitMs)
  }
}

/** A body that is known to be shorter does not wait. */
const LARGE_BYTES = 64 << 10

/** The same for large bodies that are read as a whole: each holds its body, the parsed body, and a reply of about the same size. */
export function queueLargeBodies(atOnce: number, waitMs: number): preParsingHookHandler {
  const enter = queue(atOnce, waitMs)
  return function (request, reply, body, done) {
    if (Number(request.headers['content-length']) <= LARGE_BYTES) done()
    else enter.call(this, request, reply, body, done)
  }
}
