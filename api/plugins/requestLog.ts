import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

const start = randomBytes(6).toString('base64url')
let count = 0

/** A request's name: the one that its sender gave it, if it is short and printable, or one of ours, which no other process gives. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[!-~]{1,128}$/.test(given) ? given : `${start}-${++count}`
}

/** What a line of the log says of a request: its id, and the trace that it belongs to, if its sender named one. */
export function requestFields({ id: request_id, headers, method, url }: FastifyRequest) {
  const trace_id = traceIdOf(headers.traceparent)
  return { request_id, ...(trace_id !== undefined && { trace_id }), method, url }
}

/** The trace's id, as W3C Trace Context has it: a header that is not well formed names none. */
function traceIdOf(traceparent: string | string[] | undefined): string | undefined {
  const [, version, id, parent, rest] =
    /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}(-.*)?$/.exec(String(traceparent)) ?? []
  if (version === undefined || version === 'ff' || (version === '00' && rest !== undefined)) return undefined
  return [id, parent].some((it) => /^0+$/.test(it!)) ? undefined : id
}

/** A line for each request, at the level debug: it costs a third of the speed. */
export const requestLog = fastifyPlugin(async (app) => {
  if (!['debug', 'trace'].includes(app.log.level)) return
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status, elapsedTime } = reply
    app.log.debug({ ...requestFields(request), status, ms: Number(elapsedTime.toFixed(3)) }, 'request answered')
    done()
  })
})
