import type { Dataset } from '../core/dataset/dataset.js'
import type { FeatureValues } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import { Bytes } from './bytes.js'
import { countLabels } from './countLabels.js'
import { linesOf } from './lines.js'
import { LineFault, type Row, rowsOf } from './ndjsonRows.js'
import { predictionJson } from './predictionJson.js'
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
  let line = 1
  for await (const lines of linesOf(chunks, MAX_ROW_BYTES)) {
    const rows = rowsOf(lines, dataset)
    for (let i = 0; i < rows.length; i += BATCH_ROWS) yield score(rows.slice(i, i + BATCH_ROWS), line + i, model)
    line += rows.length
  }
}

function score(rows: readonly Row[], firstLine: number, model: Model): Scored {
  const faults = rows.flatMap((row, i) => (row instanceof LineFault ? [`${firstLine + i}: ${row.says}`] : []))
  const refusals = faults.map((fault) => Buffer.from(JSON.stringify({ error: `Line ${fault}.` })))
  const predictions = predictionJson(model, rows.filter(isSound))
  const bytes = new Bytes(predictions.mostBytes + refusals.reduce((sum, { length }) => sum + length, rows.length))
  let done = 0
  let refused = 0
  for (const row of rows) {
    if (row === undefined) continue
    if (row instanceof LineFault) bytes.write(refusals[refused++]!)
    else predictions.write(done++, bytes)
    bytes.write(NEWLINE)
  }
  return {
    text: bytes.written().toString(),
    rows: done + refused,
    faulty: refused,
    fault: faults[0] && `line ${faults[0]}`,
    outOfRange: predictions.outOfRange,
    labels: countLabels(predictions.classified),
  }
}

const NEWLINE = Buffer.from('\n')

const isSound = (row: Row): row is FeatureValues => row !== undefined && !(row instanceof LineFault)
