import { fields } from '../../state/fields.js'
import { followingRow } from '../../state/pace.js'
import { shown } from '../../words.js'

/** A feature with its value in the row that the reasons are about: "Culmen length 39.1 mm". */
export function featureInHand(name: string): string {
  const field = fields.value.find((it) => it.name === name)
  return field ? `${field.title} ${shown(field, followingRow.value[name])}` : name
}
