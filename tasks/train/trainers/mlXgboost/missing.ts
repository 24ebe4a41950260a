/**
 * ml-xgboost treats exactly -1 as missing, and this can't be changed. A real -1 is handed over as the next smaller float32. A tree
 * that splits at -1 then sends it left, and must do so for -1 itself when the model serves: that threshold becomes the next larger
 * float32. All other values go the way they went.
 */
const MISSING = -1
const NEXT_BELOW = -1.0000001192092896
const NEXT_ABOVE = -0.9999999403953552

/** Values as ml-xgboost reads them; NaN is a missing value. */
export const encodeMissing = (values: Float32Array) =>
  values.map((value) => (Number.isNaN(value) ? MISSING : value === MISSING ? NEXT_BELOW : value))

/** A threshold of ml-xgboost's, for values that are not encoded. */
export const decodeThreshold = (threshold: number) => (threshold === MISSING ? NEXT_ABOVE : threshold)
