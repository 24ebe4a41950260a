import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastifyPlugin from 'fastify-plugin'
import type { Dataset } from '../../core/dataset/dataset.js'
import { someOf } from '../../core/dataset/someOf.js'

/** OpenAPI at /openapi.json, and a page to try it on at /docs. All addresses are relative: a proxy may serve them under a prefix. */
export const docs = fastifyPlugin<{ dataset: Dataset }>(async (app, { dataset }) => {
  const features = someOf(
    dataset.features.map((it) => (it.kind === 'number' && it.unit ? `\`${it.name}\` (${it.unit})` : `\`${it.name}\``)),
  )
  const targets = dataset.targets.map(({ name }) => name).join(' and ')
  await app.register(swagger, {
    refResolver: { buildLocalReference: ({ $id }, _baseUri, _fragment, i) => String($id ?? `def-${i}`) },
    openapi: {
      openapi: '3.1.0',
      info: { title: dataset.title, version: '1', description: `Predicts ${targets} from ${features}.` },
      tags: [
        { name: 'predict', description: 'Predictions of the model in use' },
        { name: 'models', description: 'What has been trained, and how good it is' },
        { name: 'health', description: 'Whether the API lives, and whether it has a model' },
      ],
    },
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    indexPrefix: '.',
    // The page reads it one level deeper, at /docs/json.
    transformSpecification: (document) => ({ ...document, servers: [{ url: '..' }] }),
    uiConfig: { tryItOutEnabled: true, defaultModelsExpandDepth: -1 },
  })
  app.get('/openapi.json', { schema: { hide: true } }, () => ({ ...app.swagger(), servers: [{ url: '.' }] }))
})
