import type { StaticDocumentSpec } from '@fastify/swagger'
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import type { Dataset } from '../../core/dataset/dataset.js'
import { someOf } from '../../core/dataset/someOf.js'
import { errorContent, errorSchema } from '../schemas/refusals.js'

const unauthorized = errorSchema('There is no token, or a wrong one')
const tooMany = errorSchema('Too many requests came from this address within a minute; Retry-After says when to go on')
const overloaded = errorSchema('There is more to do than can be done; Retry-After says when to ask again')

export interface DocsOptions {
  dataset: Dataset
  /** Whether all but the open routes ask for a token. */
  needsToken: boolean
  /** Whether there are routes of administration. */
  isAdministered: boolean
  /** Whether there may be too many requests. */
  isLimited: boolean
}

/** OpenAPI at /openapi.json, and a page to try it on at /docs. All addresses are relative: a proxy may serve them under a prefix. */
export const docs = fastifyPlugin<DocsOptions>(async (app, options) => {
  const routes: RouteOptions[] = []
  app.addHook('onRoute', (route) => void routes.push(route))
  let document: Promise<Document> | undefined
  const documentOf = () => {
    document ??= describe(app, routes, options)
    return document
  }
  let pages: Promise<FastifyInstance> | undefined
  for (const url of ['/docs', '/docs/*']) {
    app.get(url, { schema: { hide: true } }, async ({ url, headers }, reply) => {
      pages ??= documentOf().then(swaggerPages)
      const page = await (await pages).inject({ url, headers })
      if (page.statusCode === 404) return reply.callNotFound()
      // Those of the connection are the server's own.
      const { connection: _, date: __, ...headersOfPage } = page.headers
      return reply.code(page.statusCode).headers(headersOfPage).send(page.rawPayload)
    })
  }
  app.get('/openapi.json', { schema: { hide: true } }, async () => ({
    ...(await documentOf()),
    servers: [{ url: '.' }],
  }))
})

type Document = StaticDocumentSpec['document']

/** The document of these routes, made by an app of their schemas alone for the first who asks: few do, and each start would wait for it. */
async function describe(
  app: FastifyInstance,
  routes: RouteOptions[],
  { dataset, needsToken, isAdministered, isLimited }: DocsOptions,
): Promise<Document> {
  const { default: swagger } = await import('@fastify/swagger')
  const features = someOf(
    dataset.features.map((it) => (it.kind === 'number' && it.unit ? `\`${it.name}\` (${it.unit})` : `\`${it.name}\``)),
  )
  const targets = dataset.targets.map(({ name }) => name).join(' and ')
  const described = Fastify({ exposeHeadRoutes: false })
  // Nothing is asked of it.
  described.setValidatorCompiler(() => () => true)
  described.setSerializerCompiler(() => JSON.stringify)
  for (const schema of Object.values(app.getSchemas())) described.addSchema(schema)
  await described.register(swagger, {
    refResolver: { buildLocalReference: ({ $id }, _baseUri, _fragment, i) => String($id ?? `def-${i}`) },
    openapi: {
      openapi: '3.1.0',
      info: { title: dataset.title, version: '1', description: `Predicts ${targets} from ${features}.` },
      tags: [
        { name: 'predict', description: 'Predictions of the model in use' },
        {
          name: 'v2',
          description: 'The Open Inference Protocol of KServe and Triton: the same predictions, for their clients',
        },
        { name: 'models', description: 'What has been trained, and how good it is' },
        { name: 'health', description: 'Whether the API lives, and whether it has a model' },
      ],
      components: {
        securitySchemes: {
          ...(needsToken && { token: { type: 'http', scheme: 'bearer', description: 'The API_TOKEN' } }),
          ...(isAdministered && { admin: { type: 'http', scheme: 'bearer', description: 'The API_ADMIN_TOKEN' } }),
        },
      },
    },
    // What may befall any request.
    transform: ({ schema, url, route: { config } }) => {
      const asksForToken = needsToken && !config?.open
      const response: Record<string, object> = {
        ...(asksForToken && { 401: unauthorized }),
        ...(isLimited && !config?.always && { 429: tooMany }),
        ...(!config?.always && { 503: overloaded }),
        ...(schema?.response as object | undefined),
      }
      for (const [status, reply] of Object.entries(response)) {
        if (Number(status) >= 400 && Object.keys(reply).length === 1)
          response[status] = { ...reply, content: errorContent }
      }
      return { schema: { ...(asksForToken && { security: [{ token: [] }] }), ...schema, response }, url }
    },
  })
  for (const { method, url, schema, config } of routes) {
    if (method !== 'HEAD')
      described.route({ method, url, ...(schema && { schema }), ...(config && { config }), handler() {} })
  }
  await described.ready()
  return described.swagger() as Document
}

/** Swagger's pages, as an app of their own too. */
async function swaggerPages(document: Document): Promise<FastifyInstance> {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ])
  const pages = Fastify({ routerOptions: { ignoreTrailingSlash: true } })
  await pages.register(swagger, { mode: 'static', specification: { document } })
  await pages.register(swaggerUi, {
    routePrefix: '/docs',
    indexPrefix: '.',
    // The page reads it one level deeper, at /docs/json.
    transformSpecification: (document) => ({ ...document, servers: [{ url: '..' }] }),
    uiConfig: {
      tryItOutEnabled: true,
      defaultModelsExpandDepth: -1,
      requestInterceptor: mend,
    },
  })
  return pages
}

/** Runs in the page, which would ask for JSON, whatever the format of the body, and put an example of NDJSON in quotes. */
function mend<Asked extends { headers?: object; body?: unknown }>(request: Asked): Asked {
  let { body } = request
  try {
    if (String(body).startsWith('"')) body = JSON.parse(String(body))
  } catch {
    // A CSV may start with a quote too.
  }
  return Object.assign(request, { headers: { ...request.headers, accept: '*/*' }, body })
}
