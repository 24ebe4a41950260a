import { dataset, rangeText } from '../core/dataset.js'

/** The API's bodies in JSON Schema, all made from the data-set definition: Fastify checks and writes by them. */

export const measurementsSchema = {
  type: 'object',
  additionalProperties: false,
  required: dataset.features.map(({ name }) => name),
  properties: Object.fromEntries(
    dataset.features.map(({ name, description, min, max, ...feature }) => [
      name,
      {
        type: 'number',
        minimum: min,
        maximum: max,
        description: `${description}; ${rangeText({ min, max, ...feature, name, description })}`,
        examples: [feature.example],
      },
    ]),
  ),
} as const

const probability = { type: 'number', minimum: 0, maximum: 1 } as const
const warnings = {
  type: 'array',
  items: { type: 'string' },
  description: 'A sentence for each measurement outside what training saw',
} as const

const predictions = {
  type: 'object',
  required: dataset.targets.map(({ name }) => name),
  properties: Object.fromEntries(
    dataset.targets.map(({ name, description, labels }) => [
      name,
      {
        type: 'object',
        description,
        required: ['label', 'probability', 'probabilities'],
        properties: {
          label: { type: 'string', enum: labels },
          probability,
          probabilities: {
            type: 'object',
            required: labels,
            properties: Object.fromEntries(labels.map((label) => [label, probability])),
          },
        },
      },
    ]),
  ),
} as const

const model_version = { type: 'string', description: 'The model that predicted' } as const

export const predictionSchema = {
  description: 'The prediction',
  type: 'object',
  required: ['model_version', 'predictions', 'warnings'],
  properties: { model_version, predictions, warnings },
} as const

export const batchSchema = {
  description: 'The predictions, in the order of the request',
  type: 'object',
  required: ['model_version', 'results'],
  properties: {
    model_version,
    results: {
      type: 'array',
      items: { type: 'object', required: ['predictions', 'warnings'], properties: { predictions, warnings } },
    },
  },
} as const

/** An error's reply; `description` says when it comes. */
export const errorSchema = (description: string) =>
  ({ description, type: 'object', required: ['error'], properties: { error: { type: 'string' } } }) as const
