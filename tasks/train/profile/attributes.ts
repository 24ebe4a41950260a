import type { Dataset, Feature } from '../../../core/dataset/dataset.js'
import type { Value } from '../../../database/tables.js'

/** At most so many values of attributes are kept, which takes 80 MB: of very many rows those of the first attributes alone. */
const MOST_VALUES = 10_000_000

/** The attributes that a profile can describe, with room for the values of all rows, and how each is read. */
export const attributesOf = ({ columns }: Dataset, rowCount: number) =>
  columns
    .flatMap((it) => (it.kind !== 'text' && it.role === 'attribute' ? [it] : []))
    .slice(0, MOST_VALUES / rowCount)
    .map((it) => readerOf(it, rowCount))

/** Nobody learns from an attribute: what somebody has put there that is none counts as missing. */
function readerOf(column: Feature, rowCount: number) {
  const indices = new Map(column.kind === 'category' ? column.categories.map((it, i) => [it, i]) : [])
  const read = (value: Value | undefined) => {
    if (typeof value === 'number') return column.kind === 'boolean' && value !== 0 ? 1 : value
    return (typeof value === 'string' ? indices.get(value) : undefined) ?? Number.NaN
  }
  return { name: column.name, values: new Float64Array(rowCount), read }
}
