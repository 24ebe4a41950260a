import type { onRequestHookHandler } from 'fastify'

/** What is known to be shorter waits for nothing. */
const LARGE_BYTES = 64 << 10

/**
 * Lets a few large requests at a time in, from the first byte of the body to the last of the reply: so memory has a bound,
 * whoever many clients there are. The others wait, with their bodies unread, for as long as a request may take.
 *
 * @param atOnce how many: each takes its body, the same parsed, and a reply of about the same size; one at a time is computed anyway
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
