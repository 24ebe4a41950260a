import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { loaded } from '../../state/model.js'
import { decimalsOf, shown } from '../../words.js'

/** A value of a target that is a number, in its unit, with as many digits as its resolution or its spread is worth. */
export const shownNumber = (card: FieldCard, value: number) =>
  shown({ ...card, step: stepOf(card), low: 0, high: 0, seen: undefined }, value)

/** How many digits that is after the point. */
export const decimalsFor = (card: FieldCard) => decimalsOf(stepOf(card))

function stepOf({ name, step }: FieldCard): number {
  const known = loaded.value?.manifest.targets[name]
  const span = known && 'range' in known ? known.range.max - known.range.min : 1
  return step ?? 10 ** Math.floor(Math.log10((span || 1) / 500))
}
