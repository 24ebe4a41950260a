import fastifyPlugin from 'fastify-plugin'
import helmet from 'helmet'

type Options = NonNullable<Parameters<typeof helmet>[0]>

const old = {
  // Only old browsers understood these.
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
  // TLS is not served here, so no browser is told to insist on it.
  strictTransportSecurity: false,
} satisfies Options

export interface SecurityOptions {
  /** Origins whose pages may hold ours in a frame, as Airflow's does. */
  frameAncestors: string[]
}

/** Safe headers for every reply. */
export const security = fastifyPlugin<SecurityOptions>(async (app, { frameAncestors }) => {
  // X-Frame-Options can't name an origin; where some are named, only frame-ancestors is sent.
  const xFrameOptions = frameAncestors.length === 0
  const framing = { ...old, xFrameOptions }
  // Swagger writes styles into its page.
  const docsHeaders = headersOf({
    ...framing,
    contentSecurityPolicy: {
      directives: {
        imgSrc: ["'self'", 'data:'],
        frameAncestors: ["'self'", ...frameAncestors],
        upgradeInsecureRequests: null,
      },
    },
  })
  const pageHeaders = headersOf({
    ...framing,
    contentSecurityPolicy: { useDefaults: false, directives: pagePolicy(frameAncestors) },
  })
  // For data only what browsers heed there (OWASP's REST Security Cheat Sheet): each header costs a percent of the speed.
  const dataHeaders = headersOf({
    ...framing,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        frameAncestors: frameAncestors.length > 0 ? frameAncestors : ["'none'"],
      },
    },
    crossOriginOpenerPolicy: false,
    crossOriginResourcePolicy: false,
    originAgentCluster: false,
    referrerPolicy: false,
  })
  // Where HTML and what belongs to it is served; everything else is data.
  const byStart = [
    ['/docs', docsHeaders],
    ['/assets/', pageHeaders],
    ['/?', pageHeaders],
  ] as const
  app.addHook('onRequest', ({ url }, reply, done) => {
    reply.headers(url === '/' ? pageHeaders : (byStart.find(([start]) => url.startsWith(start))?.[1] ?? dataHeaders))
    done()
  })
})

/** All comes from here, and no text becomes code: the page names what of it is a script, by the Trusted Types policy `page`. */
const pagePolicy = (frameAncestors: string[]) => ({
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  workerSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'self'", ...frameAncestors],
  requireTrustedTypesFor: ["'script'"],
  trustedTypes: ['page'],
})

/** Helmet's headers never change, so they are computed once, not for each request. */
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
