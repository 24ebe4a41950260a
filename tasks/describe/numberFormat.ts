/** How a file writes numbers. */
export interface NumberFormat {
  readonly decimalChar: string
  readonly groupChar: string | undefined
}

const GROUP_CHARS = [',', '.', ' ', '\u00a0', '\u202f', "'", '’']

/** The plain ones first: of "1,234" a decimal comma is as likely as groups, and the other columns tell. */
export const numberFormats: readonly NumberFormat[] = [
  { decimalChar: '.', groupChar: undefined },
  { decimalChar: ',', groupChar: undefined },
  ...['.', ','].flatMap((decimalChar) =>
    GROUP_CHARS.filter((groupChar) => groupChar !== decimalChar).map((groupChar) => ({ decimalChar, groupChar })),
  ),
]

const patterns = numberFormats.map(({ decimalChar, groupChar }) => {
  const decimal = `\\${decimalChar}`
  return groupChar === undefined
    ? new RegExp(`^[+-]?(\\d+${decimal}\\d*|${decimal}\\d+|\\d+(?=e))(e[+-]?\\d+)?$`, 'i')
    : // A number below a thousand has no group, but it has decimals, or it would be a whole one.
      new RegExp(`^[+-]?(\\d{1,3}([${groupChar}]\\d{3})+(${decimal}\\d*)?|\\d{1,3}${decimal}\\d+)$`)
})

const WHOLE = /^[+-]?\d+$/
const isWhole = (text: string) => WHOLE.test(text)

/** A plain whole number, the same in every format; NaN for another text. */
export const parseWhole = (text: string) => (isWhole(text) ? Number(text) : Number.NaN)

/** What a text that is no plain whole number says in a format, by its place in `numberFormats`; NaN where it says nothing. */
export function parseFormat(text: string, format: number): number {
  const { decimalChar, groupChar } = numberFormats[format]!
  if (!patterns[format]!.test(text)) return Number.NaN
  const plain = groupChar === undefined ? text : text.replaceAll(groupChar, '')
  return Number(plain.replace(decimalChar, '.'))
}
