import type { Database } from 'libsql'
import type { DataTable } from './tables.js'
import type { Lines } from './tsv.js'

const [TAB, LF, BACKSLASH] = [9, 10, 92]

/** Of rows of very different lengths the block would be much larger than their texts. */
const MOST_PADDING = 4

/** Room that each call uses again: made anew for each, megabytes of garbage would wait for their collection. */
let [block, ends] = [Buffer.alloc(0), new Uint32Array(0)]

/**
 * Inserts lines as one block of bytes, in which each column has a place of the same width in each row, filled up with NULs, and which SQLite
 * cuts into texts by itself. To bind each value takes twice as long.
 *
 * @returns whether it did: lines with escaped characters or of very different lengths, and those for a file in UTF-16, are to be inserted
 *   as values
 */
export function insertLines(file: Database, { name, columns }: DataTable, { bytes, rows }: Lines): boolean {
  if (bytes.includes(BACKSLASH) || encodingOf(file) !== 'UTF-8') return false
  const valueCount = rows * columns.length
  if (ends.length < valueCount) ends = new Uint32Array(valueCount)
  const widths = measure(bytes, columns.length)
  const width = widths.reduce((sum, it) => sum + it, 0)
  if (width * rows > MOST_PADDING * bytes.length) return false
  const size = width * rows
  if (block.length < size) block = Buffer.alloc(size)
  else block.fill(0, 0, size)
  let [from, place] = [0, 0]
  for (let i = 0; i < valueCount; i++) {
    const end = ends[i]!
    for (let at = from, to = place; at < end; at++) block[to++] = bytes[at]!
    from = end + 1
    place += widths[i % widths.length]!
  }
  let start = 1
  const values = columns.map(({ type }, i) => {
    const cut = `substr(?1, at + ${start}, ${widths[i]})`
    start += widths[i]!
    // Of a text, substr ends at the first NUL.
    return type === 'integer' ? `cast(${cut} as integer)` : `substr(cast(${cut} as text), 1)`
  })
  const each = `with recursive each(at) as (values (0) union all select at + ${width} from each limit ${rows})`
  file.prepare(`${each} insert into "${name}" select ${values.join()} from each`).run([block.subarray(0, size)])
  return true
}

const encodingOf = (file: Database) => (file.pragma('encoding') as { encoding: string }[])[0]?.encoding

/** Finds where each value ends, and how many bytes the longest one of each column has. */
function measure(bytes: Buffer, columnCount: number): number[] {
  const widths = new Array<number>(columnCount).fill(0)
  let [value, column, from] = [0, 0, 0]
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte !== TAB && byte !== LF) continue
    if (at - from > widths[column]!) widths[column] = at - from
    ends[value++] = at
    from = at + 1
    column = byte === LF ? 0 : column + 1
  }
  return widths
}
