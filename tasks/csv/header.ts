import { dataset } from '../../core/dataset.js'

const known: readonly string[] = dataset.columnNames

export const headerText = () => known.join(',')

/** What is wrong with the header's names, or undefined. They may stand in any order. */
export function headerFault(names: readonly string[]): string | undefined {
  const nameless = names.flatMap((name, i) => (name.trim() === '' ? [i + 1] : []))
  if (nameless.length > 0) {
    const columns = nameless.length === 1 ? `column ${nameless[0]} has` : `columns ${list(nameless)} have`
    const hint = nameless[0] === 1 ? ' (row names? row.names=FALSE in R and index=False in pandas leave them out)' : ''
    return `${columns} no name in the header${hint}`
  }
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length === names.length && names.some(isNumber)) {
    return `a row of values stands where the header must be: in any order, ${headerText()}`
  }
  const absent = known.filter((name) => !names.includes(name))
  const likely = pair(unknown, absent)
  const missing = absent.filter((name) => ![...likely.values()].includes(name))
  const twice = names.filter((name, i) => names.indexOf(name) !== i)
  const faults = [
    missing.length > 0 && `lacks ${missing.join(', ')}`,
    unknown.length > 0 && `has the unknown ${list(unknown.map((name) => describe(name, likely.get(name))))}`,
    twice.length > 0 && `names ${list(twice)} twice`,
  ].filter(Boolean)
  return faults.length > 0
    ? `the header ${faults.join(' and ')}, and must be, in any order, ${headerText()}`
    : undefined
}

/** As many as somebody reads. */
function list(items: readonly (string | number)[]): string {
  const more = items.length - 20
  return items.slice(0, 20).join(', ') + (more > 0 ? ` and ${more} more` : '')
}

const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text))

function describe(name: string, likely: string | undefined): string {
  return JSON.stringify(name.slice(0, 40)) + (likely === undefined ? '' : ` (is it ${likely}?)`)
}

/** Below this two names have no more in common than any two. */
const LIKE = 0.25

/** For each unknown name the absent column that it may be; the likest pairs first, a column once. */
function pair(unknown: readonly string[], absent: readonly string[]): Map<string, string> {
  const pairs = unknown.flatMap((name) => absent.map((column) => ({ name, column, like: likeness(name, column) })))
  const found = new Map<string, string>()
  for (const { name, column, like } of pairs.sort((a, b) => b.like - a.like)) {
    if (like >= LIKE && !found.has(name) && ![...found.values()].includes(column)) found.set(name, column)
  }
  return found
}

/** The share of the pairs of letters that two names have in common (Dice's coefficient), from 0 to 1. */
function likeness(a: string, b: string): number {
  const [of, others] = [letterPairs(a), letterPairs(b)]
  return (2 * of.filter((it) => others.includes(it)).length) / (of.length + others.length) || 0
}

/** Of "Culmen Length (mm)" the same as of "culmen_length_mm". */
function letterPairs(name: string): string[] {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
  return [...new Set([...plain].slice(1).map((letter, i) => plain[i]! + letter))]
}
