import { dataset, rangeText } from '../core/dataset.js'

/** The most rows of a batch. */
export const MAX_BATCH = 10_000

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

const classExplanation = {
  type: 'object',
  description:
    'Why the class has its margin, the score before it becomes a probability: base_value and all contributions add up to it, but for rounding',
  required: ['base_value', 'contributions', 'margin'],
  properties: {
    base_value: { type: 'number', description: 'The margin to expect before anything is measured' },
    contributions: {
      type: 'object',
      description: 'SHAP values: how far each measurement moves the margin, up for the class or down against it',
      required: dataset.features.map(({ name }) => name),
      properties: Object.fromEntries(dataset.features.map(({ name }) => [name, { type: 'number' }])),
    },
    margin: { type: 'number' },
  },
} as const

const explanations = {
  type: 'object',
  required: dataset.targets.map(({ name }) => name),
  properties: Object.fromEntries(
    dataset.targets.map(({ name, labels }) => [
      name,
      {
        type: 'object',
        description:
          labels.length === 2
            ? `Each class's margin is its log-odds, so that ${labels[0]} and ${labels[1]} have the same numbers with opposite signs. The model itself has those of ${labels[1]}.`
            : `Each class has a margin of its own; softmax over them gives the probabilities.`,
        required: ['label', 'classes'],
        properties: {
          label: { type: 'string', enum: labels, description: 'The predicted class' },
          classes: {
            type: 'object',
            required: labels,
            properties: Object.fromEntries(labels.map((label) => [label, classExplanation])),
          },
        },
      },
    ]),
  ),
} as const

export const explanationSchema = {
  description: 'The explanation',
  type: 'object',
  required: ['model_version', 'explanations', 'warnings'],
  properties: { model_version, explanations, warnings },
} as const

/** An error's reply; `description` says when it comes. */
export const errorSchema = (description: string) =>
  ({ description, type: 'object', required: ['error'], properties: { error: { type: 'string' } } }) as const

export const noModel = errorSchema('There is no model yet; the sentence says how to make one')

/** Why a route that takes a body and needs a model may refuse. */
export const refusals = {
  400: errorSchema(
    'The body is not JSON, or a field is missing, unknown, no number or out of range; the sentence names it',
  ),
  405: errorSchema('It was another method than POST; the header Allow names the right one'),
  408: errorSchema('The request took longer than ten seconds to arrive'),
  413: errorSchema('The body is too large; the sentence names the limit'),
  415: errorSchema('The body is of another type than application/json, in another encoding than UTF-8, or compressed'),
  503: noModel,
} as const
