/**
 * The rows of lines of JSON, parsed as one list, which takes less time than one by one; undefined where the outcome might differ. Each line
 * starts with {, and a comma before that can't stand within an object, only between two rows or in a list, of which there is none. So each line
 * holds a row or more, and where there are as many rows as lines, exactly one.
 *
 * @param most lines that are longer need a look before they are parsed
 */
export function parseTogether(text: string, most: number): unknown[] | undefined {
  if (!text.startsWith('{') || text.includes('[')) return undefined
  let lines = 1
  let start = 0
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
    if (text[end + 1] !== '{' || end - start > most) return undefined
    lines++
    start = end + 1
  }
  if (text.length - start > most) return undefined
  try {
    const rows: unknown[] = JSON.parse(`[${text.replaceAll('\n', ',\n')}]`)
    return rows.length === lines ? rows : undefined
  } catch {
    return undefined
  }
}
