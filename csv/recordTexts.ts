import { splitLines, splitLinesAndEnds } from './lines.js'

/**
 * Takes whole lines without a quote, as bytes, if it can do with them as they are.
 *
 * @returns whether it did
 */
export type TakePlain = (lines: Buffer) => boolean

/**
 * The texts of records, without their line ends, as many at a time as a chunk ends. A line end within quotes belongs to its record. Each
 * quote opens or closes, as one within quotes is written twice; where a file breaks this rule, the parser finds the fault in the text.
 *
 * @param chunks UTF-8, cut neither within a character nor within a line end
 * @param most a record with more characters than this is given before its end has come, as the last one
 * @param takePlain what it takes does not come as texts; an empty list comes instead, in its place
 */
export async function* recordTexts(
  chunks: AsyncIterable<Buffer>,
  quote: string,
  most: number,
  takePlain?: TakePlain,
): AsyncGenerator<string[]> {
  let rest = ''
  let isOpen = false
  for await (const chunk of chunks) {
    if (takePlain && !isOpen) {
      const end = chunk.lastIndexOf('\n') + 1
      const lines = Buffer.concat([Buffer.from(rest), chunk.subarray(0, end)])
      const isPlain = end > 0 && lines.length <= most && !lines.includes(quote) && !chunk.includes('\r', end)
      if (isPlain && takePlain(lines)) {
        rest = chunk.toString('utf8', end)
        isOpen = rest.split(quote).length % 2 === 0
        yield []
        continue
      }
    }
    const text = chunk.toString()
    let texts: string[] = []
    if (!isOpen && !text.includes(quote)) {
      texts = splitLines(text)
      texts[0] = rest + texts[0]
      rest = texts.pop()!
    } else {
      for (const [i, part] of splitLinesAndEnds(text).entries()) {
        const isLineEnd = i % 2 === 1
        if (isLineEnd && !isOpen) {
          texts.push(rest)
          rest = ''
          continue
        }
        rest += part
        if (part.split(quote).length % 2 === 0) isOpen = !isOpen
      }
    }
    if (texts.length > 0) yield texts
    if (rest.length > most) break
  }
  if (rest !== '') yield [rest]
}
