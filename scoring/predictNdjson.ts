import { isUtf8 } from 'node:buffer'
import type { Dataset } from '../core/dataset/dataset.js'
import { rowFault } from '../core/dataset/rowFault.js'
import type { FeatureValues } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import { eachLine, type Lines, linesOf } from './lines.js'
import { parseTogether } from './parseTogether.js'
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

/** Why a line can't be predicted. */
class LineFault {
  constructor(readonly says: string) {}
}

const TOO_LONG = new LineFault(`it is longer than ${MAX_ROW_BYTES >> 20} MiB`)

/** What to predict of a line; undefined for an empty one. */
type Row = FeatureValues | LineFault | undefined

function score(rows: readonly Row[], firstLine: number, model: Model): Scored {
  const texts = predictionTexts(model, rows.filter(isSound))
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
  return { text, rows: done + faults.length, faulty: faults.length, fault: faults[0] }
}

const isSound = (row: Row): row is FeatureValues => row !== undefined && !(row instanceof LineFault)

function rowsOf(lines: Lines, dataset: Dataset): Row[] {
  if (!lines) return [TOO_LONG]
  if (lines.length <= MAX_ROW_BYTES && isUtf8(lines)) {
    const parsed = parseTogether(lines.toString())
    if (parsed) return parsed.map((row) => judge(row, dataset))
  }
  return Array.from(eachLine(lines), (line) => rowOf(line, dataset))
}

function rowOf(line: Buffer, dataset: Dataset): Row {
  if (line.length > MAX_ROW_BYTES) return TOO_LONG
  if (!isUtf8(line)) return new LineFault('there are bytes that are not UTF-8 text')
  const text = line.toString().trim()
  if (text === '') return undefined
  try {
    return judge(JSON.parse(text), dataset)
  } catch {
    return new LineFault('it is no JSON')
  }
}

function judge(row: unknown, dataset: Dataset): Row {
  const fault = rowFault(dataset, row)
  return fault === undefined ? (row as FeatureValues) : new LineFault(fault)
}
