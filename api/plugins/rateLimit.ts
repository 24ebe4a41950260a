import fastifyRateLimit from '@fastify/rate-limit'
import fastifyPlugin from 'fastify-plugin'
import { UserError } from '../../core/errors.js'

/** So many requests a minute of each client's address, and no more; what watches the API is not counted. */
export const rateLimit = fastifyPlugin<{ perMinute: number }>(async (app, { perMinute }) => {
  await app.register(fastifyRateLimit, {
    max: perMinute,
    timeWindow: '1 minute',
    allowList: (request) => request.routeOptions.config.always === true,
    errorResponseBuilder: (_request, { after }) =>
      new UserError(
        'RATE_LIMIT',
        `More than ${perMinute} requests came from your address within a minute, the limit here; go on in ${after}.`,
      ) as never,
  })
})
