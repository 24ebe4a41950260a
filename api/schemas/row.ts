import { z } from 'zod'
import { type Dataset, type Feature, type NumberColumn, rangeText } from '../../core/dataset/dataset.js'
import { someOf } from '../../core/dataset/someOf.js'
import { limitsOf } from '../limits.js'

/** A row to predict: all required features, and no other fields than features. */
export const rowSchema = ({ features }: Dataset) =>
  z.strictObject(Object.fromEntries(features.map((feature) => [feature.name, fieldSchema(feature)])))

export const batchSchema = (dataset: Dataset) => z.array(rowSchema(dataset)).min(1).max(limitsOf(dataset).rows)

function fieldSchema(feature: Feature) {
  const { description, required, example } = feature
  const value = valueSchema(feature)
  const notes = [description, noteOf(feature), !required && 'may be null or left out']
  return (required ? value : value.nullable().optional()).meta({
    description: notes.filter((note) => note).join('; '),
    ...(example !== undefined && { examples: [example] }),
  })
}

function valueSchema(feature: Feature): z.ZodType {
  switch (feature.kind) {
    case 'number':
      return numberSchema(feature)
    case 'boolean':
      return z.boolean()
    case 'category':
      // Where it may be missing, an unknown category counts as missing.
      return feature.required ? z.enum(feature.categories) : z.string()
  }
}

function numberSchema({ integer, min, max }: NumberColumn) {
  let schema = integer ? z.int() : z.number()
  if (min !== undefined) schema = schema.min(min)
  if (max !== undefined) schema = schema.max(max)
  return schema
}

function noteOf(feature: Feature): string | undefined {
  switch (feature.kind) {
    case 'number':
      return rangeText(feature) ?? feature.unit
    case 'boolean':
      return undefined
    case 'category':
      return `one of ${someOf(feature.categories)}`
  }
}
