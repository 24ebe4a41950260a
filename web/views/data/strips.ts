import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ColumnProfile } from '../../../core/model/profile.js'
import type { Strip } from '../../charts/Histogram.js'
import { colourOf, symbolOf } from '../../charts/palette.js'

/** So many classes have a strip each; of more, one at a time is shown. */
const MOST_STRIPS = 5

/** Whether the target has more classes than are shown at once. */
export const hasMany = ({ categories }: Pick<FieldCard, 'categories'>) => (categories?.length ?? 0) > MOST_STRIPS

/**
 * The strips of a column's histogram: one for each class of the target, or for the chosen one of many; all rows in one where the target has
 * no classes, or none is chosen.
 *
 * @param offset where the target's classes begin among all colours
 * @param chosen the index of a class
 */
export function stripsOf(
  column: ColumnProfile,
  target: Pick<FieldCard, 'name' | 'categories'>,
  offset: number,
  chosen: number | undefined,
): Strip[] {
  const byClass = column.by_class[target.name]
  const all = [{ title: 'All rows', counts: column.counts, colour: 'var(--accent)' }]
  if (!byClass || !target.categories) return all
  const strips = target.categories.flatMap(({ value, label }, c) => {
    const counts = byClass[value]
    return counts ? [{ title: label, counts, colour: colourOf(offset + c), symbol: symbolOf(offset + c) }] : []
  })
  if (strips.length <= MOST_STRIPS) return strips
  return chosen !== undefined && strips[chosen] ? [strips[chosen]] : all
}
