import type { Dataset } from '../core/dataset/dataset.js'
import { listed, MOST_LISTED } from '../core/dataset/wording.js'
import type { FeatureValues } from '../core/model/encode.js'
import { type CsvSource, csvRecords, refuseLine } from '../csv/records.js'
import { csvRow, type FeatureColumns, featureColumns } from './csvRow.js'
import { linesOf } from './lines.js'
import { ndjsonRow } from './ndjsonRow.js'
import { BATCH_ROWS, MAX_ROW_BYTES } from './scored.js'

/** A row to predict as it was given: each feature as text, null where there is none, and its values, or why it can't be predicted. */
export type GivenRow = { line: number; texts: (string | null)[] } & ({ values: FeatureValues } | { reason: string })

/**
 * The rows of a CSV file, some at a time.
 *
 * @throws UserError CSV_CONTENT when it is no table, or a feature that every row needs has no column
 */
export async function* givenCsv(source: CsvSource, dataset: Dataset): AsyncGenerator<GivenRow[]> {
  let columns: FeatureColumns | undefined
  let batch: GivenRow[] = []
  for await (const { line, fields } of csvRecords(source, dataset)) {
    if (!columns) {
      columns = featureColumns(dataset, fields, (says) => refuseLine(source, line, says))
      continue
    }
    const row = csvRow(fields, columns)
    const texts = columns.features.map(({ place }) => fields[place] ?? null)
    const answer = 'values' in row ? row : { reason: listed(row.faults, MOST_LISTED, '; ') }
    batch.push({ line, texts, ...answer })
    if (batch.length < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  if (!columns) throw refuseLine(source, 1, 'it is empty and needs a header')
  if (batch.length > 0) yield batch
}

/** The rows of a file with a JSON object a line, some at a time. */
export async function* givenNdjson(chunks: AsyncIterable<Buffer>, dataset: Dataset): AsyncGenerator<GivenRow[]> {
  let line = 0
  for await (const lines of linesOf(chunks, MAX_ROW_BYTES)) {
    const batch: GivenRow[] = []
    for (const text of lines) {
      line++
      const row = ndjsonRow(text, dataset)
      if (!row) continue
      if ('values' in row) batch.push({ line, texts: textsOf(dataset, row.values), values: row.values })
      else batch.push({ line, texts: textsOf(dataset, row.given), reason: row.fault })
    }
    if (batch.length > 0) yield batch
  }
}

/** Of something that may be no row at all. */
function textsOf({ features }: Dataset, given: unknown): (string | null)[] {
  const values = Object(given)
  return features.map(({ name }) => {
    const value = (Object.hasOwn(values, name) ? values[name] : undefined) ?? null
    if (value === null) return null
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  })
}
