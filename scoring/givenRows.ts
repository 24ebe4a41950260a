import type { Dataset } from '../core/dataset/dataset.js'
import { listed, MOST_LISTED } from '../core/dataset/wording.js'
import type { FeatureValues } from '../core/model/encode.js'
import { type CsvSource, csvRecords, refuseLine } from '../csv/records.js'
import { csvRow, type FeatureColumns, featureColumns } from './csvRow.js'
import { linesOf } from './lines.js'
import { LineFault, rowsOf } from './ndjsonRows.js'
import { MAX_ROW_BYTES } from './scored.js'

/** A row to predict as it was given: each feature as text, null where there is none, and its values, or why it can't be predicted. */
export type GivenRow = { line: number; texts: (string | null)[] } & ({ values: FeatureValues } | { reason: string })

/**
 * The rows of a CSV file, some at a time.
 *
 * @throws UserError CSV_CONTENT when it is no table, or a feature that every row needs has no column
 */
export async function* givenCsv(source: CsvSource, dataset: Dataset): AsyncGenerator<GivenRow[]> {
  let columns: FeatureColumns | undefined
  for await (const records of csvRecords(source, dataset)) {
    if (!columns) {
      const { line, fields } = records[0]!
      columns = featureColumns(dataset, fields, (says) => refuseLine(source, line, says))
      continue
    }
    const { features, width } = columns
    yield records.map(({ line, fields }) => {
      const texts = features.map(({ place }) => fields[place] ?? null)
      const row = csvRow(fields, { features, width })
      return { line, texts, ...('values' in row ? row : { reason: listed(row.faults, MOST_LISTED, '; ') }) }
    })
  }
  if (!columns) throw refuseLine(source, 1, 'it is empty and needs a header')
}

/** The rows of a file with a JSON object a line, some at a time. */
export async function* givenNdjson(chunks: AsyncIterable<Buffer>, dataset: Dataset): AsyncGenerator<GivenRow[]> {
  let line = 0
  for await (const lines of linesOf(chunks, MAX_ROW_BYTES)) {
    const batch: GivenRow[] = []
    for (const row of rowsOf(lines, dataset)) {
      line++
      if (row instanceof LineFault) batch.push({ line, texts: textsOf(dataset, row.given), reason: row.says })
      else if (row) batch.push({ line, texts: textsOf(dataset, row), values: row })
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
