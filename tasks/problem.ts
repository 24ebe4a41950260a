import { sum } from '../core/numbers.js'
import { type MakeFloatStore, storeInMemory } from './floatStore.js'

/** Rows to learn from or to be judged by: a matrix, and a class or a number for each of its rows. */
export interface Problem {
  /** Row by row, `featureCount` values each; NaN is a missing value. */
  features: Float32Array
  /** The number of the model's columns. */
  featureCount: number
  /** The class of each row, from 0, or its value. */
  labels: Float32Array
  kind: 'classes' | 'number'
  /** 0 for a number. */
  classCount: number
  /** Whether rows with equal features are rows of their own and not copies: see `isDiscrete`. */
  isDiscrete?: boolean
  /** Where a copy of its rows is kept; in memory, where it is left out. */
  store?: MakeFloatStore | undefined
}

/** 1 for each row of a problem for which `keep` holds, and 0 for the others. */
export const choose = ({ labels }: Problem, keep: (row: number) => boolean) =>
  Uint8Array.from({ length: labels.length }, (_, row) => Number(keep(row)))

/** The values that are 1 in `kept`. Of millions `filter` would make a list first, of three times their size. */
export function pick(values: Float32Array, kept: Uint8Array): Float32Array {
  const picked = new Float32Array(sum(kept))
  for (let i = 0, to = 0; i < values.length; i++) if (kept[i]) picked[to++] = values[i]!
  return picked
}

/** A copy of the rows of a problem that are 1 in `kept`. */
export function subset(problem: Problem, kept: Uint8Array): Problem {
  const { features, featureCount, store = storeInMemory } = problem
  const labels = pick(problem.labels, kept)
  const picked = store(labels.length * featureCount)
  for (let row = 0; row < kept.length; row++) {
    const start = row
    while (kept[row]) row++
    if (row > start) picked.write(features.subarray(start * featureCount, row * featureCount))
  }
  return { ...problem, features: picked.finish(), labels }
}

/**
 * @param labels of the rows that are learned from
 * @throws RangeError when no booster could be trained on it; an engine might accept it silently
 */
export function checkProblem({ features, featureCount, kind, classCount, ...all }: Problem, labels = all.labels) {
  if (features.length !== all.labels.length * featureCount || labels.length === 0) {
    throw new RangeError(`${features.length} features do not make ${labels.length} rows of ${featureCount}`)
  }
  const isClass = (label: number) => Number.isInteger(label) && label >= 0 && label < classCount
  const isRight = kind === 'classes' ? isClass : Number.isFinite
  if (!labels.every(isRight)) throw new RangeError(kind === 'classes' ? 'a label is no class' : 'a label is no number')
  if (features.some((value) => Math.abs(value) === Number.POSITIVE_INFINITY))
    throw new RangeError('a feature is infinite')
}

/** The group of each row, from 0: rows with equal features make a group. */
export interface Groups {
  groupOf: Uint32Array
  groupCount: number
}

/**
 * Groups rows by their features, to the bit, in the order in which they come. Rows that are no copies are groups of their own.
 *
 * By a hash table of row numbers, four bytes a place: a Map of texts would take a hundred a row.
 */
export function groupEqual({ features, featureCount, labels, isDiscrete }: Problem): Groups {
  const groupOf = new Uint32Array(labels.length)
  if (isDiscrete) return { groupOf: groupOf.map((_, row) => row), groupCount: labels.length }
  const bits = new Uint32Array(features.buffer, features.byteOffset, features.length)
  // At most half full, so that a free place is near.
  const places = new Uint32Array(2 ** Math.ceil(Math.log2(2 * labels.length + 1)))
  let groupCount = 0
  for (let row = 0; row < labels.length; row++) {
    const start = row * featureCount
    let place = hashOf(bits, start, featureCount) & (places.length - 1)
    // A place holds a row's number plus one; 0 is free.
    while (places[place] && !isEqual(bits, (places[place]! - 1) * featureCount, start, featureCount)) {
      place = (place + 1) & (places.length - 1)
    }
    if (places[place] === 0) {
      places[place] = row + 1
      groupOf[row] = groupCount++
    } else groupOf[row] = groupOf[places[place]! - 1]!
  }
  return { groupOf, groupCount }
}

/** Murmur3's way to mix, a word at a time. */
function hashOf(bits: Uint32Array, start: number, count: number): number {
  let hash = 0
  for (let i = start; i < start + count; i++) {
    let word = Math.imul(bits[i]!, 0xcc9e2d51)
    word = (word << 15) | (word >>> 17)
    hash ^= Math.imul(word, 0x1b873593)
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}

function isEqual(bits: Uint32Array, a: number, b: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (bits[a + i] !== bits[b + i]) return false
  return true
}
