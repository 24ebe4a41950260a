import type { FastifyInstance } from 'fastify'
import type { Dataset } from '../../core/dataset/dataset.js'
import { datasetCard } from '../../core/dataset/datasetCard.js'
import { datasetSchema } from '../schemas/dataset.js'
import { jsonSchema } from '../schemas/jsonSchema.js'

export async function datasetRoute(app: FastifyInstance, { dataset }: { dataset: Dataset }) {
  const card = datasetCard(dataset)
  app.get(
    '/dataset',
    {
      schema: {
        tags: ['models'],
        summary:
          'What the data set is: its features and targets, with their names for people, units, ranges and categories',
        response: { 200: jsonSchema(datasetSchema, 'The data set') },
      },
    },
    () => card,
  )
}
