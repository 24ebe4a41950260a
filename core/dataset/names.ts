import { reservedWords } from './reservedWords.js'

/** MySQL's limit. */
const MAX_FIELD_NAME = 64

/** What the tables call their own columns. */
const ownColumns = ['line', 'split', 'reason', '__fields']

const objectNames = new Set([...Object.getOwnPropertyNames(Object.prototype), '$ref', '$id'])

/**
 * Whether a name is one that every object of JavaScript has, such as `__proto__`, or that means something in a JSON Schema: no record
 * of values can be kept by it, or described.
 */
export const isObjectName = (name: string) => objectNames.has(name)

/**
 * A column's name as databases compare it: MySQL folds case, character by character, and keeps accents; SQLite folds ASCII. Composed
 * and decomposed letters look the same and count as the same.
 */
export const foldName = (name: string) =>
  [...name.normalize('NFC')].map((character) => (character === 'İ' ? 'i' : character.toLowerCase())).join('')

/** Why a name can't be a column's, to follow "the name"; undefined where it can. Every name is quoted, so that SQL's words are fine. */
export function fieldNameFault(name: string): string | undefined {
  if (name === '') return 'is empty'
  if (name !== name.trim()) return 'starts or ends with a blank'
  if ([...name].length > MAX_FIELD_NAME) return `is longer than ${MAX_FIELD_NAME} characters`
  if (/[\p{Cc}\p{Cs}]/u.test(name)) return 'holds a control character'
  if (/[\u{10000}-\u{10ffff}]/u.test(name)) return 'holds a character, such as an emoji, that MySQL takes in no name'
  if (ownColumns.includes(foldName(name))) return "is that of a column which the program's tables have of their own"
  if (isObjectName(name)) return 'is one that JavaScript or JSON Schema keeps for itself'
  return undefined
}

/** A name for a column of the program's own beside columns that have theirs: cut where it is too long, and numbered where it is taken. */
export function freeColumnName(wanted: string, taken: readonly string[]): string {
  const folded = new Set(taken.map(foldName))
  for (let i = 1; ; i++) {
    const end = i === 1 ? '' : `_${i}`
    const start = [...wanted].slice(0, MAX_FIELD_NAME - end.length)
    const name = start.join('').trimEnd() + end
    if (!folded.has(foldName(name))) return name
  }
}

/** Why a name can't be the data set's, by which tables and DAGs are called; undefined where it can. */
export function datasetNameFault(name: string): string | undefined {
  if (!/^[a-z][a-z0-9_]{0,39}$/.test(name)) {
    return 'must be 1 to 40 lower-case letters, digits and _, and start with a letter, as it names tables'
  }
  if (reservedWords.has(name)) return 'is a reserved word of SQL, and tables are called by it'
  if (name === 'task_runs') return 'is that of the table in which the steps keep their results'
  if (/^sqlite(_|$)/.test(name)) return 'is one that SQLite keeps for itself'
  return isObjectName(name) ? 'is one that JavaScript or JSON Schema keeps for itself' : undefined
}
