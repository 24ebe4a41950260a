import helmet from '@fastify/helmet'
import fastifyPlugin from 'fastify-plugin'

/** Safe headers for every reply. Nothing here is served over TLS, so no browser is told to insist on it. */
export const security = fastifyPlugin(async (app) => {
  await app.register(helmet, {
    strictTransportSecurity: false,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null, imgSrc: ["'self'", 'data:'] } },
  })
})
