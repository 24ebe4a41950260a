import type { Problem } from '../../../problem.js'
import type { Handle, Library } from './library.js'

/** XGBoost's own copy of rows. `XGDMatrixFree` it. */
export function createMatrix(library: Library, features: Float32Array, featureCount: number): Handle {
  return library.make('XGDMatrixCreateFromMat', features, features.length / featureCount, featureCount, Number.NaN)
}

/** The same with labels, to learn from. */
export function createTrainingMatrix(
  library: Library,
  { features, featureCount, labels }: Pick<Problem, 'features' | 'featureCount' | 'labels'>,
): Handle {
  const matrix = createMatrix(library, features, featureCount)
  try {
    library.call('XGDMatrixSetFloatInfo', matrix, 'label', labels, labels.length)
    return matrix
  } catch (error) {
    library.call('XGDMatrixFree', matrix)
    throw error
  }
}
