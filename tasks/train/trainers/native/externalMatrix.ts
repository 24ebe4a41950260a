import { join } from 'node:path'
import type { Handle, Library } from './library.js'
import type { TrainingRows } from './matrix.js'

/** XGBoost takes about so many values at a time; each time its own threads wait for this one. */
const PAGE_VALUES = 4_000_000

/**
 * XGBoost's own form of rows, for many of them: it takes them a page at a time, reduces each value to the number of its bin, and keeps
 * the pages in files. `XGDMatrixFree` removes these. The models are the same as of a matrix in memory, to the byte. Of the rows to learn
 * from there is never more than a page copied.
 *
 * @param folder where the files are, on a disk
 */
export async function createExternalMatrix(
  library: Library,
  { problem: { features, featureCount }, rows, labels }: TrainingRows,
  folder: string,
): Promise<Handle> {
  const pageRows = Math.min(labels.length, Math.ceil(PAGE_VALUES / featureCount))
  const page = new Float32Array(pageRows * featureCount)
  const proxy = library.make('XGProxyDMatrixCreate')
  let [row, start, fault]: [number, number, unknown] = [0, 0, undefined]
  const reset = () => {
    row = start = 0
  }
  // What a callback throws XGBoost does not see.
  const next = () => {
    if (start === labels.length) return 0
    const end = Math.min(start + pageRows, labels.length)
    try {
      for (let to = 0; to < (end - start) * featureCount; row++) {
        if (rows && !rows[row]) continue
        for (let i = row * featureCount; i < (row + 1) * featureCount; i++) page[to++] = features[i]!
      }
      const values = page.subarray(0, (end - start) * featureCount)
      library.call('XGProxyDMatrixSetDataDense', proxy, describe(library, values, [end - start, featureCount]))
      const answers = describe(library, labels.subarray(start, end), [end - start])
      library.call('XGDMatrixSetInfoFromInterface', proxy, 'label', answers)
    } catch (error) {
      fault = error
      return 0
    }
    start = end
    return 1
  }
  // JSON has no NaN, but XGBoost's has.
  const config = `{"missing":NaN,"cache_prefix":${JSON.stringify(join(folder, 'matrix'))}}`
  const matrix: [Handle | null] = [null]
  try {
    await library.callAsync('XGExtMemQuantileDMatrixCreateFromCallback', null, proxy, null, reset, next, config, matrix)
    if (!fault) return matrix[0]!
    library.call('XGDMatrixFree', matrix[0])
    throw fault
  } catch (error) {
    throw fault ?? error
  } finally {
    library.call('XGDMatrixFree', proxy)
  }
}

/** Values as NumPy's array interface describes them. They must stay where they are. */
function describe(library: Library, values: Float32Array, shape: number[]): string {
  return `{"data":[${library.addressOf(values)},true],"shape":${JSON.stringify(shape)},"typestr":"<f4","version":3}`
}
