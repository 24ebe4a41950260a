import { splitLines, splitLinesAndEnds } from './lines.js'

/**
 * The texts of records, without their line ends, as many at a time as a chunk ends. A line end within quotes is a record's own. Each quote
 * opens or closes, as one within quotes is written twice; in a file that breaks this rule, the parser finds the fault in the text.
 *
 * @param chunks UTF-8, cut neither within a character nor within a line end
 * @param most the part of a record that comes when more characters than this are without an end; it is the last
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
