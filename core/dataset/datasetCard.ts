import { classesOf, type Dataset, type Feature } from './dataset.js'

/** A data set for people, and for the page that shows it: names, units, ranges and categories, in the definition's order. */
export interface DatasetCard {
  name: string
  title: string
  description: string
  features: FieldCard[]
  targets: FieldCard[]
}

/** A feature or a target. */
export interface FieldCard {
  name: string
  /** The name for people. */
  title: string
  description: string
  kind: 'number' | 'boolean' | 'category'
  required: boolean
  unit?: string
  /** Of a number: whether only whole ones are right. */
  integer?: boolean
  /** What the number is measured to; left out where nobody says. */
  step?: number
  /** What a request may hold. */
  min?: number
  max?: number
  /** Of a category or a boolean: the values as text, each with its label for people. */
  categories?: { value: string; label: string }[]
  example?: number | string | boolean
  /** How the CSV file writes the values. */
  written: Written
}

/** What a CSV file's texts mean. */
export interface Written {
  /** The marks of a missing value. */
  missing: readonly string[]
  /** Of a number. */
  decimalChar?: string
  groupChar?: string
  /** Of a boolean. */
  trueValues?: readonly string[]
  falseValues?: readonly string[]
}

export const datasetCard = ({ name, title, description, features, targets }: Dataset): DatasetCard => ({
  name,
  title,
  description,
  features: features.map(fieldCard),
  targets: targets.map(fieldCard),
})

function fieldCard(field: Feature): FieldCard {
  const { name, title, description, kind, required, example } = field
  const labels = labelsOf(field)
  return {
    name,
    title,
    description,
    kind,
    required,
    ...(kind === 'number' && { integer: field.integer }),
    ...(kind === 'number' && given({ unit: field.unit, step: field.step, min: field.min, max: field.max })),
    ...(labels && { categories: classesOf(field)!.map((value, i) => ({ value, label: labels[i]! })) }),
    ...(example !== undefined && { example }),
    written: writtenOf(field),
  }
}

function writtenOf(field: Feature): Written {
  const { missing } = field
  switch (field.kind) {
    case 'number':
      return { missing, decimalChar: field.decimalChar, ...given({ groupChar: field.groupChar }) }
    case 'boolean':
      return { missing, trueValues: field.trueValues, falseValues: field.falseValues }
    case 'category':
      return { missing }
  }
}

function labelsOf(field: Feature): readonly string[] | undefined {
  switch (field.kind) {
    case 'category':
      return field.labels
    case 'boolean':
      return ['no', 'yes']
    case 'number':
      return undefined
  }
}

/** Without the keys that have no value. */
function given<Values extends object>(values: Values): { [Key in keyof Values]?: NonNullable<Values[Key]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}
