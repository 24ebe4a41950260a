import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { classesOf } from '../../../core/dataset/dataset.js'
import type { Registry } from '../../../registry/registry.js'
import { listVersions, readPublishedCard } from '../../../registry/versions.js'
import { modelInUse } from '../../plugins/models.js'
import { modelOf } from '../../plugins/pinned.js'
import { jsonSchema } from '../../schemas/jsonSchema.js'
import { type ModelMetadata, modelMetadataSchema } from '../../schemas/modelMetadata.js'
import { modelAddresses, type OfModel } from '../../schemas/modelPath.js'
import { versionRefusals } from '../../schemas/versionPath.js'
import { datatypes } from './encodeTensors.js'
import { outputsOf } from './outputs.js'
import { targetOf } from './targetOf.js'

const ready = z.object({ name: z.string(), ready: z.boolean() })

/** What is asked of a model. */
export async function modelMetadata(app: FastifyInstance, { registry }: { registry: Registry }) {
  const { dataset } = registry
  const inputs = dataset.features.map(({ name, kind }) => ({ name, datatype: datatypes[kind][0], shape: [-1] }))

  for (const { url, params } of modelAddresses('')) {
    app.get<{ Params: OfModel }>(
      url,
      {
        schema: {
          tags: ['v2'],
          summary: 'What a model takes and gives',
          params: jsonSchema(params),
          response: { 200: jsonSchema(modelMetadataSchema, 'Its tensors, its versions'), ...versionRefusals },
        },
      },
      async ({ params: { model, version } }): Promise<ModelMetadata> => {
        const target = targetOf(dataset, model)
        if (version === undefined) modelInUse(app)
        else await readPublishedCard(registry, version)
        const classes = classesOf(target)
        return {
          name: model,
          versions: (await listVersions(registry)).flatMap(({ version, manifest }) => (manifest ? [version] : [])),
          platform: 'xgboost_json',
          inputs,
          outputs: outputsOf(target).map(({ name, datatype, shape }) => ({
            name,
            datatype,
            shape: [-1, ...shape],
            ...(classes && shape.length > 0 && { parameters: { classes: [...classes] } }),
          })),
        }
      },
    )
  }

  for (const { url, params } of modelAddresses('/ready')) {
    app.get<{ Params: OfModel }>(
      url,
      {
        schema: {
          tags: ['v2'],
          summary: 'Is a model ready?',
          params: jsonSchema(params),
          response: { 200: jsonSchema(ready, 'It is in memory, and proved'), ...versionRefusals },
        },
      },
      async ({ params: { model, version } }): Promise<z.infer<typeof ready>> => {
        const { name } = targetOf(dataset, model)
        await modelOf(app, version)
        return { name, ready: true }
      },
    )
  }
}
