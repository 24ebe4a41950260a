import { CellFault, type CellValue, cellValue, ownSigns } from '../core/dataset/cellValue.js'
import type { Dataset } from '../core/dataset/dataset.js'
import { datasetCard, type FieldCard } from '../core/dataset/datasetCard.js'
import type { Signs } from '../core/dataset/parseNumber.js'
import type { FeatureValues } from '../core/model/encode.js'
import { featurePlaces } from '../csv/header.js'

/** Where a CSV file has the features. */
export interface FeatureColumns {
  /** The number of the header's names. */
  width: number
  /** In the data set's order. */
  features: FeatureColumn[]
}

export interface FeatureColumn {
  field: FieldCard
  /** Which field of a record it is; -1 where the file does not have it. */
  place: number
  signs: Signs
}

/** @param refuse makes an error of what is wrong with the header */
export function featureColumns(
  dataset: Dataset,
  header: readonly string[],
  refuse: (says: string) => Error,
): FeatureColumns {
  const places = featurePlaces(dataset, header, refuse)
  const { features } = datasetCard(dataset)
  return {
    width: header.length,
    features: features.map((field, i) => ({ field, place: places[i]!, signs: ownSigns(field) })),
  }
}

/** What to predict of a row, or why it can't be. */
export function csvRow(
  fields: readonly string[],
  { width, features }: FeatureColumns,
): { values: FeatureValues } | { faults: string[] } {
  if (fields.length !== width) return { faults: [widthFault(fields, width)] }
  const values: Record<string, CellValue> = {}
  const faults: string[] = []
  for (const { field, place, signs } of features) {
    const cell = cellValue(field, fields[place] ?? '', signs)
    if (cell instanceof CellFault) faults.push(`${field.name} ${cell.says}`)
    else values[field.name] = cell
  }
  return faults.length > 0 ? { faults } : { values }
}

/** What is wrong with a row that has not as many fields as the header has names. */
export const widthFault = (fields: readonly string[], width: number) =>
  `there are ${fields.length} fields where the header names ${width}`
