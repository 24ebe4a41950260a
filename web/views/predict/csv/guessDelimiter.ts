const DELIMITERS = [',', ';', '\t', '|']

/** As many lines as show how many fields a line has. */
const LINES = 30

/** The line before the header in which Excel names the separator. */
export const separatorLine = /^"?sep=(.?)"?$/i

/** What stands between the values: what cuts the first lines most evenly, and then into the most parts. */
export function guessDelimiter(text: string): string {
  const lines = text
    .slice(0, 1 << 16)
    .split(/[\r\n]+/)
    .filter((line) => line !== '')
    .slice(0, LINES)
  const told = separatorLine.exec(lines[0] ?? '')?.[1]
  if (told) return told
  const ranked = DELIMITERS.map((delimiter) => {
    const widths = lines.map((line) => withoutQuoted(line).split(delimiter).length)
    const first = widths[0] ?? 1
    return { delimiter, width: first, even: first < 2 ? 0 : widths.filter((it) => it === first).length / widths.length }
  })
  return ranked.sort((a, b) => b.even - a.even || b.width - a.width)[0]!.delimiter
}

const withoutQuoted = (line: string) => line.replace(/"[^"]*"/g, '')
