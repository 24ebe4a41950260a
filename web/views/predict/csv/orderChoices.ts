import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import { count, inSentence } from '../../../words.js'
import type { Order } from './orderRows.js'
import type { Summary } from './predictFile.js'

/**
 * The orders that make sense for a file, in words, the one to begin with first.
 *
 * @param first the target that the page is about
 */
export function orderChoices(
  summary: Summary,
  targets: readonly FieldCard[],
  first: FieldCard | undefined,
): { order: Order; says: string }[] {
  const rank = ({ name }: FieldCard) => (name === first?.name ? 0 : 1)
  const sure = targets
    .toSorted((a, b) => rank(a) - rank(b))
    .filter(({ kind }) => kind !== 'number')
    .map(({ name, title }) => ({
      order: { by: 'sure', of: name } as const,
      says: `the least sure of ${inSentence(title)} first`,
    }))
  const wrong = targets.flatMap(({ name, title }) => {
    const score = summary.targets[name]?.score
    if (!score) return []
    const order = { by: 'wrong', of: name } as const
    if (!('right' in score)) return [{ order, says: `the farthest off in ${inSentence(title)} first` }]
    const misses = score.rows - score.right
    return misses === 0 ? [] : [{ order, says: `${title} wrong (${count(misses)})` }]
  })
  const refused = { order: { by: 'refused' } as const, says: `not predicted (${count(summary.refused)})` }
  const file = { order: { by: 'file' } as const, says: 'as in the file' }
  if (summary.refused === summary.rows) return [refused]
  const start = first?.kind === 'number' ? [file, ...sure] : [...sure, file]
  return [...start, ...wrong, ...(summary.refused > 0 ? [refused] : [])]
}

export const orderKey = (order: Order) => ('of' in order ? `${order.by} ${order.of}` : order.by)
