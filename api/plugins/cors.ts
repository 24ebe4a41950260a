import fastifyCors, { type FastifyCorsOptions } from '@fastify/cors'
import type { FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

/** How long a browser may go on without asking again, in seconds. */
const MAX_AGE = 600

/** Lets pages of these origins ask this API; `*` are all. Credentials that a browser keeps are not among what they may send. */
export const cors = fastifyPlugin<{ origins: string[] }>(async (app, { origins }) => {
  await app.register(fastifyCors, {
    delegator: (request: FastifyRequest, done: (error: Error | null, options: FastifyCorsOptions) => void) =>
      done(null, {
        origin: origins,
        // Any other OPTIONS is told which methods there are.
        preflight: request.headers['access-control-request-method'] !== undefined,
        strictPreflight: false,
        maxAge: MAX_AGE,
        exposedHeaders: ['retry-after', 'x-request-id', 'server-timing'],
      }),
  })
})
