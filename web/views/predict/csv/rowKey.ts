import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../../../core/model/encode.js'

/** Two rows are the same where all their features are, as far as the model can tell: it calculates in float32. */
export const rowKey = (values: FeatureValues, features: readonly FieldCard[]) =>
  JSON.stringify(features.map(({ name }) => partOf(values[name])))

const partOf = (value: FeatureValues[string]) => (typeof value === 'number' ? Math.fround(value) : (value ?? null))
