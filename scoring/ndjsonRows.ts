import { isUtf8 } from 'node:buffer'
import type { Dataset } from '../core/dataset/dataset.js'
import { rowFault } from '../core/dataset/rowFault.js'
import type { FeatureValues } from '../core/model/encode.js'
import { eachLine, type Lines } from './lines.js'
import { parseTogether } from './parseTogether.js'
import { MAX_ROW_BYTES } from './scored.js'

/** Why a line can't be predicted. */
export class LineFault {
  constructor(
    readonly says: string,
    /** What the line holds, as far as it is JSON. */
    readonly given?: unknown,
  ) {}
}

const TOO_LONG = new LineFault(`it is longer than ${MAX_ROW_BYTES >> 20} MiB`)

/** What to predict of a line; undefined for an empty one. */
export type Row = FeatureValues | LineFault | undefined

/** A row for each of some lines. */
export function rowsOf(lines: Lines, dataset: Dataset): Row[] {
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

function judge(given: unknown, dataset: Dataset): Row {
  const fault = rowFault(dataset, given)
  return fault === undefined ? (given as FeatureValues) : new LineFault(fault, given)
}
