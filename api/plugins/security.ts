import fastifyPlugin from 'fastify-plugin'
import helmet from 'helmet'

type Options = NonNullable<Parameters<typeof helmet>[0]>

/** Where HTML is served; everything else is data. */
const PAGES = '/docs'

const old: Options = {
  // What only browsers of the past understood.
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  // TLS is not served here, so no browser is told to insist on it.
  strictTransportSecurity: false,
}

const pageHeaders = headersOf({
  ...old,
  contentSecurityPolicy: { directives: { imgSrc: ["'self'", 'data:'], upgradeInsecureRequests: null } },
})

/** For data only what a browser heeds there (OWASP's REST Security Cheat Sheet): each header costs a percent of the speed. */
const dataHeaders = headersOf({
  ...old,
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  crossOriginOpenerPolicy: false,
  crossOriginResourcePolicy: false,
  originAgentCluster: false,
  referrerPolicy: false,
})

/** Safe headers for every reply. */
export const security = fastifyPlugin(async (app) => {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(request.url.startsWith(PAGES) ? pageHeaders : dataHeaders)
    done()
  })
})

/** Helmet's headers never change, so it is asked once, not at each request. */
function headersOf(options: Options): Record<string, string> {
  const headers: Record<string, string> = {}
  const recorder = {
    setHeader(name: string, value: string) {
      headers[name.toLowerCase()] = value
    },
    removeHeader() {},
  }
  helmet(options)({} as never, recorder as never, () => {})
  return headers
}
