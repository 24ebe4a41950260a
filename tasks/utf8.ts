import { isUtf8 } from 'node:buffer'

const LINE_FEED = 10

/**
 * Passes bytes on as long as they are UTF-8 text.
 *
 * @param refuse makes an error of the line, from 1, that holds the first bytes that are not
 */
export function checkUtf8(refuse: (line: number) => Error) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let rest: Buffer = Buffer.alloc(0)
    let line = 1
    for await (const chunk of chunks) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      const end = bytes.length - cutCharacter(bytes)
      const whole = bytes.subarray(0, end)
      if (!isText(whole)) throw refuse(line + linesBeforeFault(whole))
      yield whole
      line += countLines(whole)
      rest = bytes.subarray(end)
    }
    if (rest.length > 0) throw refuse(line)
  }
}

/** A NUL is valid UTF-8, but no text file holds one and SQLite would cut the field there. */
const isText = (bytes: Buffer) => isUtf8(bytes) && !bytes.includes(0)

/** How many bytes at the end belong to a character that goes on in the next chunk. */
function cutCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}

function countLines(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) lines++
  return lines
}

function linesBeforeFault(bytes: Buffer): number {
  let [lines, start] = [0, 0]
  for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, start)) {
    if (!isText(bytes.subarray(start, end))) break
    lines++
    start = end + 1
  }
  return lines
}
