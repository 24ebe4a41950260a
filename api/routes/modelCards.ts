import type { FastifyInstance } from 'fastify'
import { type Manifest, manifestSchema } from '../../core/model/manifest.js'
import { changeSchema, lastChangeTo, readHistory } from '../../registry/history.js'
import type { Registry } from '../../registry/registry.js'
import { readPublishedCard } from '../../registry/versions.js'
import { modelInUse } from '../plugins/models.js'
import { jsonSchema } from '../schemas/jsonSchema.js'
import { later } from '../schemas/refusals.js'
import { type OfVersion, ofVersion, versionRefusals } from '../schemas/versionPath.js'

const card = jsonSchema(manifestSchema.extend({ last_change: changeSchema.optional() }), 'The card')

/** Everything that is known of a version. */
export async function modelCards(app: FastifyInstance, { registry }: { registry: Registry }) {
  const withLastChange = async (manifest: Manifest) => ({
    ...manifest,
    last_change: lastChangeTo(await readHistory(registry.folder), manifest.version),
  })

  app.get(
    '/models/current',
    {
      schema: {
        tags: ['models'],
        summary: 'The whole card of the model in use, and how it came into use',
        response: { 200: card, 503: later },
      },
      serializerCompiler,
    },
    () => withLastChange(modelInUse(app).manifest),
  )

  app.get<{ Params: OfVersion }>(
    '/models/:version',
    {
      schema: {
        tags: ['models'],
        summary: 'The whole card of a version, and how it last came into use, if it ever did',
        params: jsonSchema(ofVersion),
        response: { 200: card, ...versionRefusals },
      },
      serializerCompiler,
    },
    async ({ params: { version } }) => withLastChange((await readPublishedCard(registry, version)).manifest),
  )
}

/** As it stands in its file, and indented, since people read it too. */
function serializerCompiler({ httpStatus }: { httpStatus?: string }) {
  return (body: unknown) => JSON.stringify(body, null, httpStatus === '200' ? 2 : 0)
}
