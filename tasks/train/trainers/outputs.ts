/** @throws RangeError when values do not make whole rows: an engine might read past their end */
export function checkRows(values: Float32Array, featureCount: number) {
  if (values.length % featureCount === 0) return
  throw new RangeError(`${values.length} values do not make rows of the model's ${featureCount} features`)
}

/** Of two classes XGBoost gives the second's probability alone: the probabilities of both, row by row. */
export function bothClasses(seconds: Float32Array): Float32Array {
  const both = new Float32Array(seconds.length * 2)
  for (const [row, second] of seconds.entries()) both.set([1 - second, second], row * 2)
  return both
}
