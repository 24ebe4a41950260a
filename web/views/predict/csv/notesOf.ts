import { quote } from '../../../../core/dataset/wording.js'
import type { Field } from '../../../state/fields.js'
import { shown } from '../../../words.js'
import type { RowShown } from './rowsShown.js'

/** Sentences about a row: why it is not predicted, or which of its values are unlike any that training saw. */
export function notesOf({ faults, values }: RowShown, fields: readonly Field[]): string[] {
  if (!values) return faults.map(({ says }) => `${says}.`)
  return fields.flatMap((field) => {
    const value = values[field.name]
    if (typeof value === 'number' && field.seen && (value < field.seen.min || value > field.seen.max)) {
      return [`${field.title}: training saw ${shown(field, field.seen.min)} to ${shown(field, field.seen.max)}.`]
    }
    if (field.kind === 'category' && typeof value === 'string' && !field.categories?.some((it) => it.value === value)) {
      return [`${field.title}: the model does not know ${quote(value)}, which counts as missing.`]
    }
    return []
  })
}
