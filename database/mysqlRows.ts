import type { Value } from './tables.js'

/** JSON arrays of rows, each as large as a statement may be; a row that is larger than that stands alone. */
export function* jsonBatches(rows: Value[][], bytes: number): Generator<string> {
  let batch: string[] = []
  let size = 0
  for (const row of rows) {
    const json = JSON.stringify(row)
    const length = Buffer.byteLength(json) + 1
    if (size + length > bytes && batch.length > 0) {
      yield `[${batch.join()}]`
      batch = []
      size = 0
    }
    batch.push(json)
    size += length
  }
  if (batch.length > 0) yield `[${batch.join()}]`
}

/** A buffer in pieces of at most so many bytes. */
export function* pieces(bytes: Buffer, size: number): Generator<Buffer> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const SPECIAL = /[\\\t\n\r]/g
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** Rows in LOAD DATA's own text format. */
export function toTsv(rows: Value[][]): string {
  let text = ''
  for (const row of rows) {
    for (let i = 0; i < row.length; i++) {
      const value = row[i]
      if (i > 0) text += '\t'
      if (value === null) text += '\\N'
      else if (typeof value === 'number') text += value
      else text += value!.replace(SPECIAL, (character) => escapes[character]!)
    }
    text += '\n'
  }
  return text
}
