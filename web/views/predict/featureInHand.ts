import { fields } from '../../state/fields.js'
import { followingRow } from '../../state/pace.js'
import { shown } from '../../words.js'

/** A feature with its value in the row that the reasons are about, and the most letters that a value of it has: "Culmen length", "39.1 mm". */
export function featureInHand(name: string): { label: string; value?: { text: string; most: number } } {
  const field = fields.value.find((it) => it.name === name)
  if (!field) return { label: name }
  const { title, low, high, categories = [] } = field
  const others =
    field.kind === 'number' ? [shown(field, low), shown(field, high)] : categories.map(({ label }) => label)
  const text = shown(field, followingRow.value[name])
  return { label: title, value: { text, most: Math.max(...[text, 'missing', ...others].map(({ length }) => length)) } }
}

/** "Culmen length 39.1 mm". */
export const inWords = ({ label, value }: ReturnType<typeof featureInHand>) =>
  value ? `${label} ${value.text}` : label
