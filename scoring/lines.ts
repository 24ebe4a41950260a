const LINE_END = 0x0a

/** Whole lines, without the end of the last; undefined stands for one line that is longer than it may be. */
export type Lines = Buffer | undefined

/** The lines of some bytes, as many at a time as a chunk ends. No more than one line is kept, and none that is longer than `most` bytes. */
export async function* linesOf(chunks: AsyncIterable<Buffer>, most: number): AsyncGenerator<Lines> {
  let rest: Buffer[] = []
  let length = 0
  const take = (bytes: Buffer) => {
    length += bytes.length
    if (length > most) rest = []
    else rest.push(bytes)
  }
  const end = (): Lines => {
    const line = length > most ? undefined : Buffer.concat(rest)
    rest = []
    length = 0
    return line
  }
  for await (const chunk of chunks) {
    let start = 0
    if (length > 0) {
      const first = chunk.indexOf(LINE_END)
      take(first === -1 ? chunk : chunk.subarray(0, first))
      if (first === -1) continue
      yield end()
      start = first + 1
    }
    const last = chunk.lastIndexOf(LINE_END)
    if (last >= start) yield chunk.subarray(start, last)
    take(chunk.subarray(Math.max(start, last + 1)))
  }
  if (length > 0) yield end()
}

/** One by one. */
export function* eachLine(lines: Buffer): Generator<Buffer> {
  let start = 0
  for (let end = lines.indexOf(LINE_END); end !== -1; end = lines.indexOf(LINE_END, start)) {
    yield lines.subarray(start, end)
    start = end + 1
  }
  yield lines.subarray(start)
}
