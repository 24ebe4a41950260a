/**
 * Some of many rows, spread evenly: all of them, or from `wanted` to twice as many.
 *
 * @param rows row by row, `featureCount` values each
 */
export function spreadRows(rows: Float32Array, featureCount: number, wanted: number): Float32Array {
  const rowCount = rows.length / featureCount
  const step = Math.max(1, Math.floor(rowCount / wanted))
  if (step === 1) return rows
  const some = new Float32Array(Math.ceil(rowCount / step) * featureCount)
  for (let i = 0; i * featureCount < some.length; i++) {
    some.set(rows.subarray(i * step * featureCount, (i * step + 1) * featureCount), i * featureCount)
  }
  return some
}
