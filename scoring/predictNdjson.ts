import type { Dataset } from '../core/dataset/dataset.js'
import type { Model } from '../core/model/model.js'
import { predict } from '../core/model/predict.js'
import { type Line, linesOf } from './lines.js'
import { ndjsonRow } from './ndjsonRow.js'
import { BATCH_ROWS, MAX_ROW_BYTES, type Scored } from './scored.js'

/**
 * Predicts rows that come as a JSON object a line (NDJSON): for each line one with its predictions, in their order, or with `error`, what is
 * wrong with it. The others are not held up by it. Empty lines are no rows.
 */
export async function* predictNdjson(
  chunks: AsyncIterable<Buffer>,
  dataset: Dataset,
  model: Model,
): AsyncGenerator<Scored> {
  let line = 0
  for await (const lines of linesOf(chunks, MAX_ROW_BYTES)) {
    for (let start = 0; start < lines.length; start += BATCH_ROWS) {
      const batch = lines.slice(start, start + BATCH_ROWS)
      yield score(batch, line, dataset, model)
      line += batch.length
    }
  }
}

function score(lines: readonly Line[], before: number, dataset: Dataset, model: Model): Scored {
  const read = lines.flatMap((line, i) => {
    const row = ndjsonRow(line, dataset)
    return row ? [{ ...row, line: before + i + 1 }] : []
  })
  const predictions = predict(
    model,
    read.flatMap((row) => ('values' in row ? [row.values] : [])),
  )
  const faults: string[] = []
  let done = 0
  let text = ''
  for (const row of read) {
    if ('fault' in row) {
      faults.push(`line ${row.line}: ${row.fault}`)
      text += `${JSON.stringify({ error: `Line ${row.line}: ${row.fault}.` })}\n`
    } else text += `${JSON.stringify(predictions[done++])}\n`
  }
  return { text, rows: read.length, faulty: faults.length, fault: faults[0] }
}
