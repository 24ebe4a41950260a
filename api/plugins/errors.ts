import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Dataset } from '../../core/dataset/dataset.js'
import { TemporaryError, UserError } from '../../core/errors.js'
import { BATCH, explainFault } from './faults.js'

/** The status of a mistake that the client can mend. Any other code is a fault of ours: 500, with its sentence. */
const statuses: Record<string, number> = {
  BODY: 400,
  CSV_CONTENT: 400,
  MODEL_MISSING: 404,
  NO_FILE: 404,
  NOT_ACCEPTABLE: 406,
  IDLE: 408,
  // These do not pass by themselves: a bundle must be mended, or another model come into use.
  MODEL_INVALID: 409,
  NO_COVERS: 409,
  MEDIA_TYPE: 415,
  HISTORY: 503,
  NO_MODEL: 503,
}

/** What is no fault of ours, and is not logged as one. */
const expected = ['NO_MODEL', 'BUSY']

/** A temporary fault passes within seconds: the models folder is checked each second. */
const RETRY_SECONDS = 5

/** One shape for every error: what a client did wrong is said, what went wrong here stays in the log. */
export const errors = fastifyPlugin<{ dataset: Dataset }>(async (app, { dataset }) => {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const [status, sentence] = explain(error, request, dataset)
    if (status >= 500 && !expected.includes(error.code)) {
      request.log.error({ err: error, method: request.method, url: request.url }, 'request failed')
    }
    if (status === 503) reply.header('retry-after', RETRY_SECONDS)
    return reply.code(status).send({ error: sentence })
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
  reply.code(400).send({ error: `The address ${url} can't be read: write a % in it as %25; see /docs.` })
}

function explain(error: FastifyError, request: FastifyRequest, dataset: Dataset): [number, string] {
  if (error instanceof UserError) {
    const status = statuses[error.code] ?? (error instanceof TemporaryError ? 503 : 500)
    return [status, error.message]
  }
  const { url, bodyLimit } = request.routeOptions
  switch (error.code) {
    case 'FST_ERR_VALIDATION':
      return [400, explainFault(dataset, error.validation![0]!, request.body, url!)]
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': {
      const type = request.headers['content-type']
      const given = type === undefined ? 'The body has no content type' : `${type.slice(0, 80)} is not taken here`
      const others = url === BATCH ? ', CSV as text/csv, NDJSON as application/x-ndjson' : ''
      return [
        415,
        `${given}; send JSON as application/json${others}, with curl by -H 'content-type: application/json'.`,
      ]
    }
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return [
        413,
        `The body is larger than ${bodyLimit} bytes, the limit of ${url}; ${url === '/predict' ? 'send many rows to /predict/batch' : 'send less at a time'}.`,
      ]
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return [400, 'The body is not as long as its content-length says; send the right length, or none.']
    default: {
      const status = error.statusCode ?? 500
      return status < 500 ? [status, error.message] : [500, 'Something went wrong here; the log says what.']
    }
  }
}

/** There is no such address, or it takes another method. */
function refuseAddress(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply) {
  const path = request.url.split('?')[0]!
  const url = path.replace(/(?<=.)\/$/, '')
  const allowed = ['GET', 'HEAD', 'POST'].filter((method) => app.hasRoute({ method, url }))
  if (allowed.length === 0) {
    return reply.code(404).send({ error: `There is no ${request.method} ${path}; see /docs.` })
  }
  reply.header('allow', [...allowed, 'OPTIONS'].join(', '))
  if (request.method === 'OPTIONS') return reply.code(204).send()
  return reply.code(405).send({ error: `${url} takes ${allowed.join(' or ')}, not ${request.method}; see /docs.` })
}
