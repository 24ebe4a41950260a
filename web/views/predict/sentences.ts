import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../../core/model/encode.js'
import type { FeatureChange, NearestChange } from '../../../core/model/nearest.js'
import { type Field, labelOf, onGrid } from '../../state/fields.js'
import { inSentence, listed, shown } from '../../words.js'

/** "culmen length 42.2 mm (3.1 mm more)", "island Dream instead of Biscoe". */
export function changeWords({ name, from, to }: FeatureChange, fields: readonly Field[]): string {
  const field = fields.find((it) => it.name === name)!
  const title = inSentence(field.title)
  if (typeof from !== 'number' || typeof to !== 'number')
    return `${title} ${shown(field, to)} instead of ${shown(field, from)}`
  const by = shown(field, onGrid(Math.abs(to - from), field.step / 100))
  return `${title} ${shown(field, to)} (${by} ${to > from ? 'more' : 'less'})`
}

/** The smallest change that flips the answer, or why there is none, in a sentence. */
export function flipSentence(
  change: NearestChange,
  target: FieldCard,
  fields: readonly Field[],
  { atMost, keeps }: { atMost: number; keeps: boolean },
): string {
  const found = change.kind === 'unfinished' ? change.best : change.kind === 'found' ? change : undefined
  const said =
    found &&
    `With ${listed(found.changes.map((it) => changeWords(it, fields)))}, the model would say ${labelOf(target, found.label)}.`
  if (change.kind === 'unfinished') {
    return said
      ? `${said} A smaller change may do it too: not all were tried.`
      : 'No change was found that flips it, but not all were tried.'
  }
  if (said) return said
  const few = atMost === 1 ? 'one feature' : `up to ${atMost} features`
  const kept = keeps ? ', other than those to keep,' : ''
  return `No change of ${few}${kept} within what training saw would make the model say anything else.`
}

/** Which values are unlike any that training saw; undefined where none is. It stays the same while such a value is dragged further. */
export function warningSentence(fields: readonly Field[], row: FeatureValues): string | undefined {
  const outside = fields.flatMap((field) => {
    const value = row[field.name]
    if (typeof value !== 'number' || !field.seen) return []
    const { min, max } = field.seen
    if (value >= min && value <= max) return []
    return [`${inSentence(field.title)} from ${shown({ ...field, unit: '' }, min)} to ${shown(field, max)}`]
  })
  if (outside.length === 0) return undefined
  return `Here the model guesses: in training it saw only ${listed(outside)}.`
}
