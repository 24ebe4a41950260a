import { fields } from '../../state/fields.js'
import { row } from '../../state/row.js'
import { shown } from '../../words.js'

/** A feature with its value in the row in hand: "Culmen length 39.1 mm". */
export function featureInHand(name: string): string {
  const field = fields.value.find((it) => it.name === name)
  return field ? `${field.title} ${shown(field, row.value[name])}` : name
}
