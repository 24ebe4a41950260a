/** What the rows of a file look like, by its header. */
export interface Shape {
  delimiter: string
  /** How many fields a row has. */
  fieldCount: number
  /** The place in the file of each of the data set's columns. */
  order: readonly number[]
  /** How many characters fit into each of them. */
  fits: readonly number[]
}

const [TAB, LF, CR, BACKSLASH] = [9, 10, 13, 92]

/** Enough for any line number and the tab behind it. */
const NUMBER_BYTES = 12

/**
 * Lines of a CSV file as LOAD DATA takes them, byte for byte but for the line's number, the delimiters and the columns' order. Texts made of
 * the fields and checked one by one take seven times as long.
 *
 * @param bytes whole lines without a quote
 * @param line the number of the first one
 * @returns undefined where something is not plain, which may be a fault: to be read field by field
 */
export function plainLines(bytes: Buffer, line: number, { delimiter, fieldCount, order, fits }: Shape) {
  const separator = delimiter.charCodeAt(0)
  if (separator > 127 || separator === LF || separator === CR) return undefined
  if (bytes.includes(BACKSLASH) || (delimiter !== '\t' && bytes.includes(TAB))) return undefined
  // A row has a byte a field at least, but an empty one, which is left out.
  const out = Buffer.allocUnsafe(bytes.length + Math.ceil(bytes.length / fieldCount) * NUMBER_BYTES)
  const starts = new Int32Array(fieldCount + 1)
  let [field, size, rows, number] = [0, 0, 0, line]
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i]!
    if (byte === separator) {
      if (++field === fieldCount) return undefined
      starts[field] = i + 1
    } else if (byte === LF || byte === CR) {
      const end = i
      if (byte === CR && bytes[++i] !== LF) return undefined
      if (field === 0 && end === starts[0]) {
        number++
        starts[0] = i + 1
        continue
      }
      if (field !== fieldCount - 1) return undefined
      starts[fieldCount] = end + 1
      size = writeNumber(out, size, number++)
      for (let k = 0; k < order.length; k++) {
        const [from, to] = [starts[order[k]!]!, starts[order[k]! + 1]! - 1]
        // A character takes a byte at least.
        if (to - from > fits[k]!) return undefined
        out[size++] = TAB
        for (let at = from; at < to; at++) out[size++] = bytes[at]!
      }
      out[size++] = LF
      rows++
      field = 0
      starts[0] = i + 1
    }
  }
  return { tsv: { bytes: out.subarray(0, size), rows }, lines: number - line }
}

/** @returns where the next byte goes */
function writeNumber(out: Buffer, at: number, number: number): number {
  let end = at + 1
  for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) end++
  for (let to = end, rest = number; to > at; rest = Math.floor(rest / 10)) out[--to] = 48 + (rest % 10)
  return end
}
