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
}

/** The rows of a problem for which `keep` holds. */
export function subset(problem: Problem, keep: (row: number) => boolean): Problem {
  const { features, featureCount, labels } = problem
  const rows = Int32Array.from(labels.keys()).filter(keep)
  const kept = new Float32Array(rows.length * featureCount)
  for (const [i, row] of rows.entries()) {
    kept.set(features.subarray(row * featureCount, (row + 1) * featureCount), i * featureCount)
  }
  return { ...problem, features: kept, labels: Float32Array.from(rows, (row) => labels[row]!) }
}

/** @throws RangeError when no booster could be trained on it; an engine might accept it silently */
export function checkProblem({ features, featureCount, labels, kind, classCount }: Problem) {
  if (features.length !== labels.length * featureCount || labels.length === 0) {
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

/** Groups rows by their features, in the order in which they come. Rows that are no copies are groups of their own. */
export function groupEqual({ features, featureCount, labels, isDiscrete }: Problem): Groups {
  if (isDiscrete) return { groupOf: Uint32Array.from(labels.keys()), groupCount: labels.length }
  const bytes = Buffer.from(features.buffer, features.byteOffset, features.byteLength)
  const width = featureCount * Float32Array.BYTES_PER_ELEMENT
  const groups = new Map<string, number>()
  const groupOf = new Uint32Array(labels.length)
  for (let row = 0; row < labels.length; row++) {
    const content = bytes.toString('latin1', row * width, (row + 1) * width)
    const group = groups.get(content) ?? groups.size
    groups.set(content, group)
    groupOf[row] = group
  }
  return { groupOf, groupCount: groups.size }
}
