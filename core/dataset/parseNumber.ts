/** How a file writes numbers. */
export interface Signs {
  readonly decimalChar: string
  /** What stands between thousands; undefined where nothing does. */
  readonly groupChar?: string | undefined
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

/** A number as the column writes it; NaN where it is none. */
export function parseNumber({ decimalChar, groupChar }: Signs, text: string): number {
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
