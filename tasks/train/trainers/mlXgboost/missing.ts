/**
 * ml-xgboost takes exactly -1 for missing and gives no way to say otherwise. A real -1 is handed over as the next smaller float32. A
 * tree that splits at -1 then sends it left, and so must who predicts by the model with -1 itself: that threshold becomes the next
 * larger float32. All other values fall where they fell.
 */
const MISSING = -1
const NEXT_BELOW = -1.0000001192092896
const NEXT_ABOVE = -0.9999999403953552

/** Values as ml-xgboost reads them; NaN is a missing value. */
export const encodeMissing = (values: Float32Array) =>
  values.map((value) => (Number.isNaN(value) ? MISSING : value === MISSING ? NEXT_BELOW : value))

/** A threshold of ml-xgboost's as it is for values that were not encoded. */
export const decodeThreshold = (threshold: number) => (threshold === MISSING ? NEXT_ABOVE : threshold)
