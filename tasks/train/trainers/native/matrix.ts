import { rm } from 'node:fs/promises'
import type { Problem } from '../../../problem.js'
import { collectGarbage } from './collectGarbage.js'
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

/** Rows with labels, to learn from, for as long as `use` takes. */
export async function withTrainingMatrix<T>(
  library: Library,
  problem: Pick<Problem, 'features' | 'featureCount' | 'labels'>,
  { scratch, inMemory }: Place,
  use: (matrix: Handle) => Promise<T>,
): Promise<T> {
  const { features, labels } = problem
  const size = features.length * VALUE_BYTES + labels.length * ROW_BYTES
  const folder = features.length > inMemory ? await makeScratchFolder(scratch, size) : undefined
  if (folder) {
    collectGarbage()
    library.trim()
  }
  try {
    const matrix = folder ? await createExternalMatrix(library, problem, folder) : createMatrix(library, problem)
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
