/** The line ends that programs write; `\r\r\n` is a CRLF that went through text mode once more. */
export const LINE_ENDS = ['\n', '\r\n', '\r\r\n', '\r']

const LINE_END = /\r?\r?\n|\r/
const KEPT_LINE_END = /(\r?\r?\n|\r)/

/** The plain sign, where it will do, takes less time. */
export const splitLines = (text: string) => text.split(text.includes('\r') ? LINE_END : '\n')

/** Lines and the ends between them, by turns. */
export const splitLinesAndEnds = (text: string) => text.split(KEPT_LINE_END)

/** How many lines end within the text, such as a quoted field. */
export function countLineEnds(text: string): number {
  return text.includes('\n') || text.includes('\r') ? splitLines(text).length - 1 : 0
}

const LF = 10
const CR = 13

/** The same for bytes. */
export function countLineEndsOf(bytes: Buffer): number {
  let ends = 0
  for (let at = bytes.indexOf(LF); at !== -1; at = bytes.indexOf(LF, at + 1)) ends++
  for (let at = bytes.indexOf(CR); at !== -1; at = bytes.indexOf(CR, at + 1)) {
    const goesOn = bytes[at + 1] === LF || (bytes[at + 1] === CR && bytes[at + 2] === LF)
    if (!goesOn) ends++
  }
  return ends
}

/** How many bytes at the end may be part of a line end that continues in the next chunk. */
export function cutLineEnd(bytes: Buffer): number {
  if (bytes.at(-1) !== CR) return 0
  return bytes.at(-2) === CR ? 2 : 1
}
