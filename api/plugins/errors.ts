import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Dataset } from '../../core/dataset/dataset.js'
import { TemporaryError, UserError } from '../../core/errors.js'
import { BATCH } from '../batchFormats.js'
import { type ErrorCode, statusOf } from '../errorCodes.js'
import { errorReply } from '../errorReply.js'
import { errorBodies } from '../schemas/refusals.js'
import { explainFault } from './faults.js'
import { requestFields } from './requestLog.js'

/** A temporary fault passes within seconds: the models folder is checked each second. */
const RETRY_SECONDS = 5

/** These go on for a while, and would fill the log. */
const EXPECTED = ['NO_MODEL', 'OVERLOADED', 'BUSY']

/** One shape for every error: what a client did wrong is said, what went wrong here stays in the log. */
export const errors = fastifyPlugin<{ dataset: Dataset }>(async (app, { dataset }) => {
  for (const body of errorBodies) app.addSchema(body)
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const [code, sentence] = error instanceof UserError ? [error.code, error.message] : explain(error, request, dataset)
    const status = error instanceof TemporaryError ? 503 : statusOf(code)
    if (status >= 500 && !EXPECTED.includes(code)) {
      request.log.error({ err: error, ...requestFields(request) }, 'request failed')
      reply.header('x-request-id', request.id)
    }
    if (status === 503) reply.header('retry-after', RETRY_SECONDS)
    return send(request, reply, code, sentence, status)
  })
  app.setNotFoundHandler((request, reply) => refuseAddress(app, request, reply))
  // Before the body is read: its faults do not matter at a wrong address.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) refuseAddress(app, request, reply)
    else done()
  })
})

/** An address that can't be read reaches no route, and none of the hooks. */
export function frameworkErrors(_error: FastifyError, request: FastifyRequest, reply: FastifyReply) {
  const url = request.raw.url!.slice(0, 200)
  send(request, reply, 'URL', `The address ${url} can't be read: write a % in it as %25; see /docs.`)
}

function explain(error: FastifyError, request: FastifyRequest, dataset: Dataset): [ErrorCode, string] {
  const { url, bodyLimit } = request.routeOptions
  switch (error.code) {
    case 'FST_ERR_VALIDATION':
      if (error.validationContext === 'querystring') {
        return ['URL', 'Name one version, as in ?version=VERSION; /models lists them.']
      }
      return ['BODY', explainFault(dataset, error.validation![0]!, request.body, url!)]
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': {
      const type = request.headers['content-type']
      const given = type === undefined ? 'The body has no content type' : `${type.slice(0, 80)} is not taken here`
      const others = url === BATCH ? ', CSV as text/csv, NDJSON as application/x-ndjson' : ''
      return [
        'MEDIA_TYPE',
        `${given}; send JSON as application/json${others}, with curl by -H 'content-type: application/json'.`,
      ]
    }
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return [
        'TOO_LARGE',
        `The body is larger than ${bodyLimit} bytes, the limit of ${url}; ${url === '/predict' ? `send many rows to ${BATCH}` : 'send less at a time'}.`,
      ]
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return ['BODY', 'The body is not as long as its content-length says; send the right length, or none.']
    default: {
      const status = error.statusCode ?? 500
      if (status >= 500) return ['INTERNAL', 'Something went wrong here; the log says what.']
      return [status === 412 ? 'PRECONDITION' : status === 416 ? 'RANGE' : 'REQUEST', error.message]
    }
  }
}

/** There is no such address, or it takes another method. */
function refuseAddress(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.split('?')[0]!
  const url = path.replace(/(?<=.)\/$/, '')
  const found = (['GET', 'HEAD', 'POST'] as const).flatMap((method) => {
    const route = app.findRoute({ method, url })
    return route ? [{ method, places: Object.keys(route.params).length }] : []
  })
  // The address may fit a wider pattern of another method too; it is what the narrowest says.
  const narrowest = Math.min(...found.map(({ places }) => places))
  const allowed = found.filter(({ places }) => places === narrowest).map(({ method }) => method)
  // A route of files has found none of that name.
  if (allowed.length === 0 || allowed.some((method) => method === request.method))
    return send(request, reply, 'NOT_FOUND', `There is no ${request.method} ${path}; see /docs.`)
  reply.header('allow', [...allowed, 'OPTIONS'].join(', '))
  if (request.method === 'OPTIONS') return reply.code(204).send()
  const sentence = `${url} takes ${allowed.join(' or ')}, not ${request.method}; see /docs.`
  return send(request, reply, 'METHOD_NOT_ALLOWED', sentence)
}

function send(request: FastifyRequest, reply: FastifyReply, code: string, sentence: string, status = statusOf(code)) {
  const { type, text } = errorReply(request.headers.accept, code, sentence, status)
  return reply.code(status).type(type).send(text)
}
