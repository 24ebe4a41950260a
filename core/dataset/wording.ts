/** Somebody's text in a message: in quotes, shortened, and without characters that a terminal would obey. */
export const quote = (text: string) =>
  JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text).replace(/\p{C}/gu, '?')

/** A text on one line. */
export const oneLine = (text: string) => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

/** As many items of a list as somebody reads. */
export const MOST_LISTED = 20

/** `a, b, c`, or the first of many: `a, b, c and 54 more`. */
export function listed(items: readonly (string | number)[], most = MOST_LISTED, separator = ', '): string {
  const more = items.length - most
  return items.slice(0, most).join(separator) + (more > 0 ? ` and ${more} more` : '')
}

/** The first item that is in a list twice. */
export function firstTwice<Item>(items: Iterable<Item>): Item | undefined {
  const seen = new Set<Item>()
  for (const item of items) {
    if (seen.has(item)) return item
    seen.add(item)
  }
  return undefined
}
