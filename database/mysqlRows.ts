import type { Value } from './tables.js'

/** JSON arrays of rows, each as large as a statement may be; a row that is larger than that stands alone. */
export function* jsonBatches(rows: readonly Value[][], bytes: number): Generator<string> {
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
