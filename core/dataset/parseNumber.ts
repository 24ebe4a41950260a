/** How a file writes numbers. */
export interface Signs {
  readonly decimalChar: string
  /** What stands between thousands; undefined where nothing does. */
  readonly groupChar?: string | undefined
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

/** A number as the column writes it; NaN where it is none. */
export function parseNumber(signs: Signs, text: string): number {
  return plainNumber(text, signs.decimalChar) ?? anyNumber(signs, text)
}

const POWERS_OF_TEN = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/**
 * A number of digits alone and perhaps the decimal sign, as most are; undefined for any other text. Up to 15 digits are a whole number that
 * a double holds, and it is divided once, so that it is rounded as `Number` rounds it, in half the time.
 */
function plainNumber(text: string, decimalChar: string): number | undefined {
  const { length } = text
  if (length > 15) return undefined
  let digits = 0
  let behind = -1
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit >= 0 && digit <= 9) digits = 10 * digits + digit
    else if (behind === -1 && text[i] === decimalChar) behind = length - 1 - i
    else return undefined
  }
  if (behind === -1) return length > 0 ? digits : undefined
  return length > 1 ? digits / POWERS_OF_TEN[behind]! : undefined
}

function anyNumber({ decimalChar, groupChar }: Signs, text: string): number {
  let plain = text
  if (groupChar !== undefined && text.includes(groupChar)) {
    const [whole = '', ...decimals] = text.split(decimalChar)
    const [first = '', ...groups] = whole.split(groupChar)
    // 1.5 is not 15 where a point stands between thousands.
    if (!/^[+-]?\d{1,3}$/.test(first) || !groups.every((group) => /^\d{3}$/.test(group))) return Number.NaN
    plain = [first + groups.join(''), ...decimals].join(decimalChar)
  }
  if (decimalChar !== '.') {
    if (plain.includes('.')) return Number.NaN
    plain = plain.replace(decimalChar, '.')
  }
  return DECIMAL.test(plain) ? Number(plain) : Number.NaN
}
