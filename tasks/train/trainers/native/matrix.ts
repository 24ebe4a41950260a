import { rm } from 'node:fs/promises'
import { type Problem, subset } from '../../../problem.js'
import { collectGarbage } from '../../collectGarbage.js'
import { createExternalMatrix } from './externalMatrix.js'
import type { Handle, Library } from './library.js'
import { makeScratchFolder } from './scratchFolder.js'

/** With more values than these a matrix is kept on disk: in memory XGBoost takes eight bytes for each, and a copy of one. */
export const IN_MEMORY = 10_000_000

/** What a matrix on disk takes at most: the bin of each value twice, by row and by column, and where each row starts. */
const [VALUE_BYTES, ROW_BYTES] = [6, 8]

export interface Place {
  /** A folder on a disk, for what is larger. */
  scratch: string
  /** A matrix of at most so many values is kept in memory. */
  inMemory: number
}

/** What a matrix to train on is made of. */
export interface TrainingRows {
  problem: Problem
  /** 1 for each row to learn from; all are, where it is left out. */
  rows: Uint8Array | undefined
  /** Of these rows, as the engine takes them. */
  labels: Float32Array
}

/** Rows with labels, to learn from, for as long as `use` takes. */
export async function withTrainingMatrix<T>(
  library: Library,
  training: TrainingRows,
  { scratch, inMemory }: Place,
  use: (matrix: Handle) => Promise<T>,
): Promise<T> {
  const { problem, rows, labels } = training
  const valueCount = labels.length * problem.featureCount
  const size = valueCount * VALUE_BYTES + labels.length * ROW_BYTES
  const folder = valueCount > inMemory ? makeScratchFolder(scratch, size) : undefined
  if (folder) {
    collectGarbage()
    library.trim()
  }
  try {
    const matrix = folder
      ? await createExternalMatrix(library, training, folder)
      : createMatrix(library, { ...(rows ? subset(problem, rows) : problem), labels })
    try {
      return await use(matrix)
    } finally {
      library.call('XGDMatrixFree', matrix)
    }
  } finally {
    if (folder) {
      library.trim()
      await rm(folder, { recursive: true, force: true })
    }
  }
}

/** XGBoost's own copy of rows, with labels if there are any. `XGDMatrixFree` it. */
export function createMatrix(
  library: Library,
  { features, featureCount, labels }: Pick<Problem, 'features' | 'featureCount'> & { labels?: Float32Array },
): Handle {
  const rowCount = features.length / featureCount
  const matrix = library.make('XGDMatrixCreateFromMat', features, rowCount, featureCount, Number.NaN)
  try {
    if (labels) library.call('XGDMatrixSetFloatInfo', matrix, 'label', labels, labels.length)
    return matrix
  } catch (error) {
    library.call('XGDMatrixFree', matrix)
    throw error
  }
}
