import type { FastifyError, FastifySchemaValidationError } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { dataset, rangeText } from '../../core/dataset.js'

/** One shape for every error: what a client did wrong is said, what went wrong here stays in the log. */
export const errors = fastifyPlugin(async (app) => {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const status = error.statusCode ?? 500
    if (status < 500 || status === 503) return reply.code(status).send({ error: error.message })
    request.log.error({ err: error, method: request.method, url: request.url }, 'request failed')
    return reply.code(500).send({ error: 'Something went wrong here; the log says what.' })
  })
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({ error: `There is no ${request.method} ${request.url.split('?')[0]}; see /docs.` }),
  )
})

/** Turns a failed check of a body into a sentence that names the field, its unit and its range. */
export function formatValidation(faults: FastifySchemaValidationError[]): Error {
  const { instancePath, keyword, params, message } = faults[0]!
  const path = instancePath.split('/').slice(1)
  const missing = keyword === 'required' ? String(params.missingProperty) : undefined
  const unknown = keyword === 'additionalProperties' ? String(params.additionalProperty) : undefined
  const item = /^\d+$/.test(path[0] ?? '') ? `item ${path.shift()}: ` : ''
  const field = missing ?? path[0]
  const feature = dataset.features.find(({ name }) => name === field)
  if (unknown !== undefined) {
    const names = dataset.features.map(({ name }) => name).join(', ')
    return new Error(`${item}${unknown.slice(0, 80)} is no field; the fields are ${names}.`)
  }
  if (!feature) return new Error(`${item || 'The body '}${message}.`)
  const fault = missing ? 'is missing' : keyword === 'type' ? 'is no number' : 'is out of range'
  return new Error(`${item}${feature.name} ${fault}: it must be a number from ${rangeText(feature)}.`)
}
