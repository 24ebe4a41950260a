import type { onRequestHookHandler } from 'fastify'

/** A body that is known to be shorter does not wait. */
const LARGE_BYTES = 64 << 10

/**
 * Lets in a few large requests at a time, from the first byte of the body to the last of the reply, so that memory is bounded
 * however many clients there are. The others wait, with their bodies unread, for as long as a request may take.
 *
 * @param atOnce how many: each holds its body, the parsed body, and a reply of about the same size; only one is computed at a time
 */
export function queueLargeBodies(atOnce: number): onRequestHookHandler {
  const waiting = new Set<() => void>()
  let underWay = 0
  return (request, reply, done) => {
    if (Number(request.headers['content-length']) <= LARGE_BYTES) return done()
    const { socket } = request.raw
    const enter = () => {
      waiting.delete(enter)
      underWay++
      done()
    }
    const leave = () => {
      socket.off('close', leave)
      reply.raw.off('finish', leave)
      if (waiting.delete(enter)) return
      underWay--
      for (const next of waiting) return next()
    }
    socket.once('close', leave)
    reply.raw.once('finish', leave)
    if (underWay < atOnce) enter()
    else waiting.add(enter)
  }
}
