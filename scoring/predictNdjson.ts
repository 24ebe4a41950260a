import type { Dataset } from '../core/dataset/dataset.js'
import type { FeatureValues } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import { countLabels } from './countLabels.js'
import { linesOf } from './lines.js'
import { LineFault, type Row, rowsOf } from './ndjsonRows.js'
import { predictionTexts } from './predictionTexts.js'
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
  const { texts, classified, outOfRange } = predictionTexts(model, rows.filter(isSound))
  const faults: string[] = []
  let done = 0
  let text = ''
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]
    if (row instanceof LineFault) {
      faults.push(`line ${firstLine + i}: ${row.says}`)
      text += `${JSON.stringify({ error: `Line ${firstLine + i}: ${row.says}.` })}\n`
    } else if (row) text += `${texts[done++]}\n`
  }
  return {
    text,
    rows: done + faults.length,
    faulty: faults.length,
    fault: faults[0],
    outOfRange,
    labels: countLabels(classified),
  }
}

const isSound = (row: Row): row is FeatureValues => row !== undefined && !(row instanceof LineFault)
