/** A batch nests twice; what other programs write nests a little deeper. */
export const MAX_JSON_DEPTH = 8

const QUOTE = '"'
const BACKSLASH = 0x5c

/**
 * Of what a text of JSON has too much, found without parsing it; undefined where of nothing. What parsing costs depends on the values in a
 * text, not on its bytes: 4 MB of brackets take 100 MB and a second.
 */
export function jsonExcess(text: string, most: { values: number; objects: number }): 'depth' | 'values' | undefined {
  let depth = 0
  let objects = 0
  let values = 0
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i)
    if (character === 0x22) {
      i = endOfString(text, i)
      if (i === -1) return undefined
    } else if (character === 0x2c) {
      if (++values > most.values) return 'values'
    } else if (character === 0x5b || character === 0x7b) {
      if (++depth > MAX_JSON_DEPTH) return 'depth'
      if (++objects > most.objects) return 'values'
    } else if (character === 0x5d || character === 0x7d) depth--
  }
  return undefined
}

/** Where the quote is that ends the string which starts here; -1 where there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf(QUOTE, start + 1); end !== -1; end = text.indexOf(QUOTE, end + 1)) {
    let slashes = end
    while (text.charCodeAt(slashes - 1) === BACKSLASH) slashes--
    if ((end - slashes) % 2 === 0) return end
  }
  return -1
}
