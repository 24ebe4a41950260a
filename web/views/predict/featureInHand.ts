import type { Step } from '../../charts/Waterfall.js'
import { fields } from '../../state/fields.js'
import { followingRow } from '../../state/pace.js'
import { shown } from '../../words.js'

/** A feature as a step's label, with its value in the row that the reasons are about; a number is apart from its title, since it is dragged. */
export function featureInHand(name: string): Pick<Step, 'label' | 'value'> {
  const field = fields.value.find((it) => it.name === name)
  if (!field) return { label: name }
  const text = shown(field, followingRow.value[name])
  if (field.kind !== 'number') return { label: `${field.title} ${text}` }
  const texts = [text, 'missing', shown(field, field.low), shown(field, field.high)]
  return { label: field.title, value: { text, most: Math.max(...texts.map(({ length }) => length)) } }
}

/** "Culmen length 39.1 mm". */
export const inWords = ({ label, value }: Pick<Step, 'label' | 'value'>) => (value ? `${label} ${value.text}` : label)
