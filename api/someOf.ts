/** How many names a sentence has; /docs has them all. */
const MAX_NAMES = 20

/** "Biscoe, Dream, Torgersen", or the first of many: "a, b, c, … (57 in all, see /docs)". */
export function someOf(names: readonly string[]): string {
  if (names.length <= MAX_NAMES) return names.join(', ')
  return `${names.slice(0, MAX_NAMES).join(', ')}, … (${names.length} in all, see /docs)`
}
