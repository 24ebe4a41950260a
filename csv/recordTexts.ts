import { splitLines, splitLinesAndEnds } from './lines.js'

/**
 * The texts of records, without their line ends, as many at a time as a chunk ends. A line end within quotes belongs to its record. Each
 * quote opens or closes, as one within quotes is written twice; where a file breaks this rule, the parser finds the fault in the text.
 *
 * @param chunks UTF-8, cut neither within a character nor within a line end
 * @param most a record with more characters than this is given before its end has come, as the last one
 */
export async function* recordTexts(
  chunks: AsyncIterable<Buffer>,
  quote: string,
  most: number,
): AsyncGenerator<string[]> {
  let rest = ''
  let isOpen = false
  for await (const chunk of chunks) {
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
