import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import fastifyPlugin from 'fastify-plugin'
import { TemporaryError } from '../../core/errors.js'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the route is answered at any load, and however often it is asked. */
    always?: boolean
  }
}

/** How late the event loop may be, on average over a second: longer than the largest batch takes to compute. */
const MAX_DELAY_MS = 2000

/** How much of the heap may be full; at all of it the process ends. */
const MAX_HEAP = 0.95

/** Refuses requests while there is more to do than can be done; what watches the API is answered. */
export const overload = fastifyPlugin(async (app) => {
  await app.register(underPressure, {
    maxEventLoopDelay: MAX_DELAY_MS,
    maxHeapUsedBytes: MAX_HEAP * getHeapStatistics().heap_size_limit,
    pressureHandler: ({ routeOptions }) => {
      if (routeOptions.config.always) return
      throw new TemporaryError('OVERLOADED', 'The API has more to do than it can; send the request again later.')
    },
  })
})
