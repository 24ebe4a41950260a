import { format } from 'd3-format'
import type { Field } from './state/fields.js'

/*
 * How the page writes numbers and names: here and nowhere else.
 */

/** Made once each: that takes longer than to write a number. */
const formats = new Map<string, (value: number) => string>()

function formatted(value: number, specifier: string): string {
  const known = formats.get(specifier) ?? format(specifier)
  formats.set(specifier, known)
  return known(value)
}

/** "1,234". */
export const count = format(',d')

/** A probability or a share, always with one decimal so that digits don't jump: "87.3 %"; never 100 % of what is only nearly sure. */
export function percent(share: number): string {
  if (share > 0.999 && share < 1) return '> 99.9 %'
  if (share > 0 && share < 0.001) return '< 0.1 %'
  return `${(share * 100).toFixed(1)} %`
}

/** "1 row", "1,234 rows". */
export const rowCount = (rows: number) => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`

/**
 * A share of some rows with no more digits than they bear: "94 %" of 69 rows, "94.2 %" of a thousand and more; never 100 % of what is
 * only nearly all.
 */
export function shareOf(share: number, rows: number): string {
  const unit = rows < 1000 ? 1 : 0.1
  const written = number(share * 100, unit)
  if (share < 1 && Number(written) === 100) return `> ${number(100 - unit, unit)}\u00a0%`
  if (share > 0 && Number(written) === 0) return `< ${number(unit, unit)}\u00a0%`
  return `${written}\u00a0%`
}

/** What to write an uncertain figure to, so that two digits of its interval or spread are seen: 0.01 for a width of 0.19. */
export const stepFor = (width: number) => (width > 0 ? 10 ** Math.min(0, Math.floor(Math.log10(width)) - 1) : 0.001)

/** With as many decimals as the step has, thousands apart, and a true minus: "−1,234.5". */
export const amount = (value: number, step: number) => formatted(value, `,.${decimalsOf(step)}f`)

/** Three decimals: a log loss, a margin. */
export const figure = format('.3f')

/** With as many decimals as the field's step has: "39.1". */
export const number = (value: number, step: number) => value.toFixed(decimalsOf(step))

/** How many digits a step has after the point. */
export const decimalsOf = (step: number) => Math.max(0, Math.ceil(-Math.log10(step) - 1e-9))

/** A field's value for people: "39.1 mm", "3,750 g", "male", "yes". */
export function shown(field: Field, value: number | boolean | string | null | undefined): string {
  if (value === null || value === undefined) return 'missing'
  if (typeof value === 'number') return `${amount(value, field.step)}${field.unit ? ` ${field.unit}` : ''}`
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  return field.categories?.find((it) => it.value === value)?.label ?? value
}

/** What stands in a number field: "39.1", "3750", and all digits of what lies between two steps. */
export const plainNumber = (value: number, step: number) => {
  const text = number(value, step)
  return Math.abs(Number(text) - value) < step * 1e-6 ? text : String(value)
}

/** A factor with about two digits: "1.4", "14", "1,200". */
export const factor = (value: number) => (value < 9.95 ? value.toFixed(1) : formatted(value, ',.2~r'))

/** A target's number for people: "883.3 €", with as many decimals as its resolution, or as its size asks for. */
export function value({ step, unit }: { step?: number; unit?: string }, it: number): string {
  const decimals = step === undefined ? Math.max(0, 3 - Math.ceil(Math.log10(Math.abs(it) || 1))) : decimalsOf(step)
  return `${formatted(it, `,.${Math.min(decimals, 6)}f`)}${unit ? ` ${unit}` : ''}`
}

/** A title within a sentence: "culmen length", but "BMI". */
export const inSentence = (title: string) =>
  /^\p{Lu}\p{Ll}/u.test(title) ? title[0]!.toLowerCase() + title.slice(1) : title

/** "Culmen length, mm". */
export const axisTitle = ({ title, unit }: { title: string; unit?: string }) => (unit ? `${title}, ${unit}` : title)

/** "a, b and c". */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })

/** "25 Nov 2026, 12:03", in the reader's time zone. */
export const dateTime = (at: string | Date) => `${day.format(new Date(at))}, ${clock.format(new Date(at))}`
/** "12:03". */
export const time = (at: Date) => clock.format(at)

const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
/** "25 Nov". */
export const dayOf = (at: string) => shortDay.format(new Date(at))
