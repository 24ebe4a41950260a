import type { ColumnSeen, Range } from './columnSeen.js'
import { numberFormats } from './numberFormat.js'

/** With this many values, a column of numbers may hold a few that are not numbers. */
const SURE = 20
const MAX_FAULTY = 0.05

/** The values of a column that are numbers in a format. */
export function numbersIn({ whole, formats }: ColumnSeen, format: number): Range {
  const others = formats[format]!
  return {
    count: whole.count + others.count,
    min: Math.min(whole.min, others.min),
    max: Math.max(whole.max, others.max),
  }
}

/** How many values of a column are neither missing nor numbers in a format. */
export function faultyIn(seen: ColumnSeen, format: number): number {
  return seen.present - seen.doubtfulCount - numbersIn(seen, format).count
}

function fits(seen: ColumnSeen, format: number): boolean {
  const { count } = numbersIn(seen, format)
  const faulty = faultyIn(seen, format)
  return count > 0 && (faulty === 0 || (seen.present >= SURE && faulty <= seen.present * MAX_FAULTY))
}

/**
 * The decimal sign of a file: the one that more columns need to be numbers. If that does not decide, a file with semicolons has decimal
 * commas, since those are why it has semicolons.
 */
export function guessDecimalChar(columns: readonly ColumnSeen[], delimiter: string): string {
  const fitting = columns.map(
    (seen) => new Set(numberFormats.filter((_, i) => fits(seen, i)).map((it) => it.decimalChar)),
  )
  const need = (sign: string) => fitting.filter((signs) => signs.size === 1 && signs.has(sign)).length
  const [points, commas] = [need('.'), need(',')]
  if (points !== commas) return points > commas ? '.' : ','
  return delimiter === ';' ? ',' : '.'
}

/** The index in `numberFormats` of the format of a column's numbers; undefined for a column without numbers. */
export function guessFormat(seen: ColumnSeen, decimalChar: string): number | undefined {
  const places = [...numberFormats.keys()]
  const likelyFirst = places.sort((a, b) => rank(a) - rank(b))
  return likelyFirst.find((format) => fits(seen, format))

  function rank(format: number) {
    return (numberFormats[format]!.decimalChar === decimalChar ? 0 : 100) + format
  }
}
