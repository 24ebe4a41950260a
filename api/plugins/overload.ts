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

export interface OverloadOptions {
  /** How late the event loop may be on average: longer than the largest batch computes, even where processors are short. */
  maxDelayMs: number
  /** How much of the heap may be full; where it is at its limit the process ends. */
  maxHeapBytes: number
  /** How long the average is taken over, so that a moment's load is none; tests do not wait that long. */
  sampleMs: number
}

const defaults = (): OverloadOptions => ({
  maxDelayMs: 2000,
  maxHeapBytes: 0.95 * getHeapStatistics().heap_size_limit,
  sampleMs: 5000,
})

/** Refuses requests while there is more to do than can be done; what watches the API is answered. */
export const overload = fastifyPlugin<Partial<OverloadOptions>>(async (app, options) => {
  const { maxDelayMs, maxHeapBytes, sampleMs } = { ...defaults(), ...options }
  let isOverloaded = () => false
  // Apart from the routes: its own hook looks up the route of each request, which costs more than all else that it does.
  await app.register(async (apart) => {
    await apart.register(underPressure, {
      maxEventLoopDelay: maxDelayMs,
      maxHeapUsedBytes: maxHeapBytes,
      sampleInterval: sampleMs,
    })
    isOverloaded = () => apart.isUnderPressure()
  })
  app.addHook('onRequest', (request, _reply, done) => {
    if (!isOverloaded() || request.routeOptions.config.always) done()
    else done(new TemporaryError('OVERLOADED', 'The API has more to do than it can; send the request again later.'))
  })
})
