import type { Dataset } from '../../../core/dataset/dataset.js'

/** At most so many values of attributes are kept, which takes 80 MB: of very many rows those of the first attributes alone. */
const MOST_VALUES = 10_000_000

/** The attributes that a profile can describe, with room for the values of all rows. */
export const attributesOf = ({ columns }: Dataset, rowCount: number) =>
  columns
    .flatMap((it) => (it.kind !== 'text' && it.role === 'attribute' ? [it] : []))
    .slice(0, MOST_VALUES / rowCount)
    .map(({ name }) => ({ name, values: new Float64Array(rowCount) }))
