const LINE_END = 0x0a

/** A line without its end; undefined where it is longer than it may be. */
export type Line = Buffer | undefined

/** The lines of some bytes, as many at a time as a chunk ends. No more than one line is kept, and none that is longer than `most` bytes. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Line[]> {
  let rest: Buffer[] = []
  let length = 0
  const take = (bytes: Buffer) => {
    length += bytes.length
    if (length > most) rest = []
    else rest.push(bytes)
  }
  const end = (): Line => {
    const line = length > most ? undefined : Buffer.concat(rest)
    rest = []
    length = 0
    return line
  }
  for await (const chunk of chunks) {
    const lines: Line[] = []
    let start = 0
    for (let at = chunk.indexOf(LINE_END); at !== -1; at = chunk.indexOf(LINE_END, start)) {
      take(chunk.subarray(start, at))
      lines.push(end())
      start = at + 1
    }
    take(chunk.subarray(start))
    if (lines.length > 0) yield lines
  }
  if (length > 0) yield [end()]
}
