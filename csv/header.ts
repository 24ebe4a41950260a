import type { Dataset } from '../core/dataset/dataset.js'
import { listed, MOST_LISTED } from '../core/dataset/wording.js'

/** The header that a file must have, shortened if it is long. */
export function headerText({ columnNames, dialect }: Dataset): string {
  return listed(columnNames, MOST_LISTED, dialect.delimiter)
}

/** The place of each of the data set's columns in the header, or -1. An umlaut may be one character or two. */
export function placesOf({ columnNames }: Dataset, header: readonly string[]): number[] {
  const names = header.map(sameSpelling)
  return columnNames.map((name) => names.indexOf(sameSpelling(name)))
}

const sameSpelling = (name: string) => name.normalize()

/** What is wrong with the header's names, or undefined. They may stand in any order. */
export function headerFault(dataset: Dataset, header: readonly string[]): string | undefined {
  const fault = faultOf(dataset, header)
  return fault && printable(fault)
}

/** Without what a terminal would obey. */
const printable = (text: string) => text.replace(/\p{C}/gu, '?')

function faultOf(dataset: Dataset, header: readonly string[]): string | undefined {
  const nameless = header.flatMap((name, i) => (name.trim() === '' ? [i + 1] : []))
  if (nameless.length > 0) {
    const columns = nameless.length === 1 ? `column ${nameless[0]} has` : `columns ${listed(nameless)} have`
    const hint = nameless[0] === 1 ? ' (row names? row.names=FALSE in R and index=False in pandas leave them out)' : ''
    return `${columns} no name in the header${hint}`
  }
  const places = placesOf(dataset, header)
  const names = header.map(sameSpelling)
  const unknown = header.filter((_, i) => !places.includes(names.indexOf(names[i]!)))
  if (unknown.length === names.length && names.some(isNumber)) {
    return `a row of values stands where the header must be: in any order, ${headerText(dataset)}`
  }
  const absent = dataset.columnNames.filter((_, i) => places[i] === -1)
  const likely = pair(unknown, absent)
  const missing = absent.filter((name) => ![...likely.values()].includes(name))
  const twice = header.filter((_, i) => names.indexOf(names[i]!) !== i)
  const faults = [
    missing.length > 0 && `lacks ${listed(missing)}`,
    unknown.length > 0 && `has the unknown ${listed(unknown.map((name) => describe(name, likely.get(name))))}`,
    twice.length > 0 && `names ${listed(twice)} twice`,
  ].filter(Boolean)
  return faults.length > 0
    ? `the header ${faults.join(' and ')}, and must be, in any order, ${headerText(dataset)}`
    : undefined
}

/**
 * The place of each feature in the header of a table to predict, or -1; other columns may stand there too.
 *
 * @param refuse makes an error of what is wrong with the header: nothing known, a feature twice, or one that every row needs not there
 */
export function featurePlaces({ features }: Dataset, header: readonly string[], refuse: (says: string) => Error) {
  const names = header.map(sameSpelling)
  const places = features.map(({ name }) => names.indexOf(sameSpelling(name)))
  const twice = features.filter((_, i) => places[i] !== -1 && names.indexOf(names[places[i]!]!, places[i]! + 1) !== -1)
  if (twice.length > 0) throw refuse(`the header names ${listed(twice.map(({ name }) => name))} twice; remove one`)
  const needed = listed(
    features.map(({ name }) => name),
    MOST_LISTED,
  )
  if (places.every((place) => place === -1) && names.some(isNumber)) {
    throw refuse(`a row of values stands where the header must be; put a line with the columns' names first: ${needed}`)
  }
  const absent = features.flatMap(({ name, required }, i) => (required && places[i] === -1 ? [name] : []))
  if (absent.length > 0) {
    const likely = pair(
      header.filter((_, i) => !places.includes(i)),
      absent,
    )
    const named = absent.map((name) => {
      const like = [...likely].find(([, column]) => column === name)?.[0]
      return like === undefined ? name : `${name} (is it ${JSON.stringify(like.slice(0, 40))}?)`
    })
    throw refuse(printable(`the header lacks ${listed(named)}, which every row needs`))
  }
  return places
}

export const isNumber = (text: string) => text.trim() !== '' && Number.isFinite(Number(text))

function describe(name: string, likely: string | undefined): string {
  return JSON.stringify(name.slice(0, 40)) + (likely === undefined ? '' : ` (is it ${likely}?)`)
}

/** Two names less alike than this have nothing in common. */
const LIKE = 0.25

/** Each name is compared with each column, and a header may hold half a million names: no more than these are. */
const MOST_COMPARED = 200

/** The absent column that each unknown name may stand for: the most alike pairs first, and each column once. */
function pair(unknown: readonly string[], absent: readonly string[]): Map<string, string> {
  const columns = absent.slice(0, MOST_COMPARED).map((column) => ({ column, letters: letterPairs(column) }))
  const pairs = unknown.slice(0, MOST_COMPARED).flatMap((name) => {
    const letters = letterPairs(name)
    return columns.map((it) => ({ name, column: it.column, like: likeness(letters, it.letters) }))
  })
  const found = new Map<string, string>()
  const taken = new Set<string>()
  for (const { name, column, like } of pairs.sort((a, b) => b.like - a.like)) {
    if (like < LIKE) break
    if (found.has(name) || taken.has(column)) continue
    found.set(name, column)
    taken.add(column)
  }
  return found
}

/** The share of the pairs of letters that two names have in common (Dice's coefficient), from 0 to 1. */
function likeness(a: Set<string>, b: Set<string>): number {
  let common = 0
  for (const letters of a) if (b.has(letters)) common++
  return (2 * common) / (a.size + b.size) || 0
}

/** The pairs of adjacent letters: the same for "Culmen Length (mm)" as for "culmen_length_mm". */
function letterPairs(name: string): Set<string> {
  const plain = name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_|_$/g, '')
  return new Set([...plain].slice(1).map((letter, i) => plain[i]! + letter))
}
