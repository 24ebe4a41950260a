import { isUtf8 } from 'node:buffer'
import type { Dataset } from '../core/dataset/dataset.js'
import { rowFault } from '../core/dataset/rowFault.js'
import { jsonExcess, MAX_JSON_DEPTH } from '../core/jsonExcess.js'
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

const TOO_DEEP = new LineFault(
  `it nests lists or objects more than ${MAX_JSON_DEPTH} deep, and a row is one flat object`,
)

/** Shorter lines can hold nothing that takes long to parse, or nests so deep that it can't be written as JSON again. */
const SHORT = 4 << 10

/** A line may hold so many values more than a row, so that its fault can name one that is unknown. */
const MORE_VALUES = 1000

/** What to predict of a line; undefined for an empty one. */
export type Row = FeatureValues | LineFault | undefined

/** A row for each of some lines. */
export function rowsOf(lines: Lines, dataset: Dataset): Row[] {
  if (!lines) return [TOO_LONG]
  if (lines.length <= MAX_ROW_BYTES && isUtf8(lines)) {
    const parsed = parseTogether(lines.toString(), SHORT)
    if (parsed) return parsed.map((row) => judge(row, dataset))
  }
  return Array.from(eachLine(lines), (line) => rowOf(line, dataset))
}

function rowOf(line: Buffer, dataset: Dataset): Row {
  if (line.length > MAX_ROW_BYTES) return TOO_LONG
  if (!isUtf8(line)) return new LineFault('there are bytes that are not UTF-8 text')
  const text = line.toString().trim()
  if (text === '') return undefined
  if (text.length > SHORT) {
    const most = dataset.features.length + MORE_VALUES
    const excess = jsonExcess(text, { values: most, objects: most })
    if (excess === 'depth') return TOO_DEEP
    if (excess) return new LineFault(`it holds far more than the ${dataset.features.length} values of a row`)
  }
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
