import { MOST_LISTED } from './wording.js'

/** "Biscoe, Dream, Torgersen", or the first of many: "a, b, c, … (57 in all, see /docs)". */
export function someOf(names: readonly string[]): string {
  if (names.length <= MOST_LISTED) return names.join(', ')
  return `${names.slice(0, MOST_LISTED).join(', ')}, … (${names.length} in all, see /docs)`
}
