import { isUtf8 } from 'node:buffer'
import { countLineEndsOf, cutLineEnd } from './lines.js'

/**
 * Passes bytes on as long as they are UTF-8 text without a NUL. A NUL is valid UTF-8, but no text file holds one and SQLite
 * would cut the field there.
 *
 * @param refuse makes an error of the line, from 1, with the first faulty byte, and of what is wrong with it
 */
export function checkUtf8(refuse: (line: number, reason: string) => Error) {
  return async function* (chunks: AsyncIterable<Buffer>) {
    let rest: Buffer = Buffer.alloc(0)
    let line = 1
    for await (const chunk of chunks) {
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
      const end = bytes.length - (cutCharacter(bytes) || cutLineEnd(bytes))
      const whole = bytes.subarray(0, end)
      if (!isText(whole)) throw fault(whole)
      yield whole
      line += countLineEndsOf(whole)
      rest = bytes.subarray(end)
    }
    if (!isText(rest)) throw fault(rest)
    if (rest.length > 0) yield rest

    function fault(bytes: Buffer) {
      const sound = bytes.subarray(0, countSound(bytes))
      const what =
        bytes[sound.length] === 0
          ? 'there is a NUL byte'
          : 'there are bytes that are not UTF-8 text (save the file as UTF-8)'
      const before = sound
        .toString()
        .split(/[\r\n]/)
        .at(-1)!
      const where = before && `, after ${JSON.stringify([...before].slice(-20).join(''))}`
      return refuse(line + countLineEndsOf(sound), what + where)
    }
  }
}

export const isText = (bytes: Buffer) => isUtf8(bytes) && !bytes.includes(0)

/** How many bytes from the start are text, by bisection. */
function countSound(bytes: Buffer): number {
  let [sound, faulty] = [0, bytes.length]
  while (sound + 1 < faulty) {
    const middle = (sound + faulty) >> 1
    const start = bytes.subarray(0, middle)
    if (isText(start.subarray(0, middle - cutCharacter(start)))) sound = middle
    else faulty = middle
  }
  return sound - cutCharacter(bytes.subarray(0, sound))
}

/** How many bytes at the end belong to a character that continues in the next chunk. */
export function cutCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    if ((byte & 0xc0) === 0x80) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return length > back ? back : 0
  }
  return 0
}
