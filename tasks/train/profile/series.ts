import { classesOf, type Feature } from '../../../core/dataset/dataset.js'
import { widthOf } from '../../../core/model/encode.js'
import type { TrainingData } from '../trainingData.js'

/** A column of the clean rows. */
export interface Series {
  column: Feature
  /** Of a category or a boolean; undefined of a number. */
  categories: readonly string[] | undefined
  /** The number, or the index of the category; NaN where it is missing. */
  at: (row: number) => number
}

/** Each feature, target and attribute that is in memory, in the definition's order. */
export function seriesOf(data: TrainingData): Series[] {
  const { dataset, features, columns, labels, attributes } = data
  const offsets = new Map<string, number>()
  let offset = 0
  for (const feature of dataset.features) {
    offsets.set(feature.name, offset)
    offset += widthOf(feature)
  }
  return dataset.columns.flatMap((column) => {
    if (column.kind === 'text') return []
    const own = offsets.get(column.name)
    const values = labels[column.name] ?? attributes.get(column.name)
    const at = own === undefined ? values && ((row: number) => values[row]!) : place(column, own)
    return at ? [{ column, categories: classesOf(column), at }] : []
  })

  function place(feature: Feature, own: number) {
    const start = (row: number) => row * columns.length + own
    if (feature.kind !== 'category') return (row: number) => features[start(row)]!
    const width = widthOf(feature)
    return (row: number) => {
      const from = start(row)
      for (let i = 0; i < width; i++) if (features[from + i] === 1) return i
      return Number.NaN
    }
  }
}
