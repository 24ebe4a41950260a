/**
 * The rows of some lines, each a JSON object, parsed as one list, which takes less time than one by one; undefined where this is not sure to be
 * the same. Where no list is among the values and each line starts with {, the comma in front of it can't stand inside a row; so when there are as
 * many rows as lines, each line is a row.
 */
export function parseTogether(text: string): unknown[] | undefined {
  if (!text.startsWith('{') || text.includes('[')) return undefined
  let lines = 1
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) {
    if (text[end + 1] !== '{') return undefined
    lines++
  }
  try {
    const rows: unknown[] = JSON.parse(`[${text.replaceAll('\n', ',\n')}]`)
    return rows.length === lines ? rows : undefined
  } catch {
    return undefined
  }
}
