import { z } from 'zod'
import { classText, lineWriter, withDecimalChar } from '../../core/dataset/csvText.js'
import type { Dataset } from '../../core/dataset/dataset.js'
import { datasetCard, type FieldCard } from '../../core/dataset/datasetCard.js'
import { csv, ndjson } from '../batchFormats.js'
import { jsonSchema } from './jsonSchema.js'
import { predictionsSchema } from './prediction.js'
import { batchSchema } from './row.js'

/** What a body of rows may be. Of rows that stream the route itself says what is wrong. */
export const batchContent = (dataset: Dataset) => ({
  'application/json': { schema: jsonSchema(batchSchema(dataset)) },
  [csv.types[0]]: textWith(csvExample(dataset), 'A header, and a line for each row'),
  [ndjson.types[0]]: textWith(ndjsonExample(dataset), 'A JSON object a line'),
})

/** What the reply to each is. */
export const predictionsContent = (dataset: Dataset) => ({
  'application/json': { schema: jsonSchema(predictionsSchema(dataset)) },
  [csv.types[0]]: text(
    'The rows as they came, with their predictions behind them; `not_predicted` says why a row has none',
  ),
  [ndjson.types[0]]: text('For each row a line with its `predictions` and `warnings`, or with an `error`'),
})

const text = (description: string) => ({ schema: jsonSchema(z.string(), description) })

/** Any text: in NDJSON a line may be anything, and of CSV no schema says what is right. */
const textWith = (example: string, description: string) => ({
  schema: jsonSchema(z.any().meta({ examples: [example] }), description),
})

function csvExample(dataset: Dataset): string {
  const line = lineWriter(dataset.dialect.delimiter, dataset.dialect.quoteChar)
  const { features } = datasetCard(dataset)
  const cells = features.map((it) => (it.example === undefined ? '' : cellText(it, String(it.example))))
  return `${line(features.map(({ name }) => name))}\n${line(cells)}\n`
}

const cellText = (card: FieldCard, text: string) =>
  card.kind === 'number' ? withDecimalChar(text, card.written.decimalChar) : classText(card, text)

const ndjsonExample = ({ features }: Dataset) =>
  `${JSON.stringify(Object.fromEntries(features.map(({ name, example }) => [name, example])))}\n`
