import type { FastifyInstance, FastifySchemaValidationError, preParsingHookHandler } from 'fastify'
import type { Dataset } from '../../../core/dataset/dataset.js'
import { UserError } from '../../../core/errors.js'
import type { Model } from '../../../core/model/model.js'
import { predict } from '../../../core/model/predict.js'
import { limitsOf } from '../../limits.js'
import { byModel } from '../../plugins/pinned.js'
import { type InferRequest, inferReplySchema, inferRequestSchema } from '../../schemas/inference.js'
import { jsonSchema } from '../../schemas/jsonSchema.js'
import { modelAddresses, type OfModel } from '../../schemas/modelPath.js'
import { refusals } from '../../schemas/refusals.js'
import { versionRefusals } from '../../schemas/versionPath.js'
import { JSON_LENGTH } from './body.js'
import { datatypes } from './encodeTensors.js'
import { infer } from './infer.js'
import { targetOf } from './targetOf.js'

export interface InferenceOptions {
  dataset: Dataset
  largeBodies: preParsingHookHandler
}

export async function inference(app: FastifyInstance, { dataset, largeBodies }: InferenceOptions) {
  const { rows, batchBytes } = limitsOf(dataset)
  const body = { ...jsonSchema(inferRequestSchema), ...examplesOf(dataset) }
  const tensors = {
    description: 'The outputs that were asked for',
    content: {
      'application/json': { schema: jsonSchema(inferReplySchema) },
      'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
    },
  }
  for (const { url, params } of modelAddresses('/infer')) {
    app.post<{ Params: OfModel; Body: InferRequest }>(
      url,
      {
        bodyLimit: batchBytes,
        preParsing: largeBodies,
        schema: {
          tags: ['v2'],
          summary: `Predict up to ${rows} rows`,
          description:
            'One tensor with all features in their order, or one for each feature. Tensors may be binary data behind the JSON, as in Triton.',
          params: jsonSchema(params),
          body,
          response: { 200: tensors, ...refusals, ...versionRefusals },
        },
        schemaErrorFormatter: ([fault]) => new UserError('BODY', explainFault(fault!)),
        // The schema's own would look at each value.
        serializerCompiler: () => JSON.stringify,
      },
      (request, reply) => {
        const { model: name, version } = request.params
        const target = targetOf(dataset, name)
        return byModel(app, version, (model) => {
          const answer = infer(model, dataset, target, request.body, request.tensorBytes, rows)
          app.metrics.predictions.countTarget('/v2', target.name, answer.labels)
          if (app.predictionLog) {
            const asked = answer.rows()
            app.predictionLog.add(request, reply, model, asked, predict(ofTarget(model, target.name), asked))
          }
          if (answer.binary.length === 0) return reply.send(answer.reply)
          const json = Buffer.from(JSON.stringify(answer.reply))
          return reply
            .headers({ 'content-type': 'application/octet-stream', [JSON_LENGTH]: json.length })
            .send(Buffer.concat([json, ...answer.binary]))
        })
      },
    )
  }
}

/** A model that predicts one of its targets alone. */
const ofTarget = ({ manifest, ...model }: Model, name: string): Model => ({
  ...model,
  manifest: { ...manifest, targets: { [name]: manifest.targets[name]! } },
})

/** A request for the row of the definition's examples, for people to try; none where a feature that every row needs has no example. */
function examplesOf({ features }: Dataset): { examples?: InferRequest[] } {
  if (features.some(({ required, example }) => required && example === undefined)) return {}
  const inputs = features.flatMap(({ name, kind, example }) =>
    example === undefined ? [] : [{ name, datatype: datatypes[kind][0], shape: [1], data: [example] }],
  )
  return inputs.length > 0 ? { examples: [{ inputs }] } : {}
}

/** What is wrong with a request's JSON, and where, as in `inputs[0].shape must be array`. */
function explainFault({ instancePath, message = '' }: FastifySchemaValidationError): string {
  const [, first = 'the body', ...others] = instancePath.split('/')
  const place = first + others.map((step) => (/^\d+$/.test(step) ? `[${step}]` : `.${step}`)).join('')
  return `The request does not follow the protocol: ${place} ${message.replace(',null', ' or null')}.`
}
