import { booleanOf } from './booleanOf.js'
import { categoryOf } from './categoryOf.js'
import type { Column } from './dataset.js'
import type { Field } from './definition.js'
import { numberOf } from './numberOf.js'
import type { RefuseField } from './own.js'
import { oneLine } from './wording.js'

/**
 * A field of the definition as a column.
 *
 * @param marks the missing-value marks of the schema, for a field without its own
 * @throws what `refuse` makes, of a field that contradicts itself
 */
export function toColumn(field: Field, marks: readonly string[], refuse: RefuseField): Column {
  checkConstraints(field, refuse)
  const { name, role, type, categories } = field
  const title = oneLine(field.title ?? name)
  const missing = field.missingValues ?? marks
  const required = field.rejectMissing || field.constraints.required === true
  const column = { name, title, description: field.description ?? title, required, missing }
  if (categories !== undefined) return { ...column, role, ...categoryOf(field, categories, missing, refuse) }
  if (type === 'number' || type === 'integer') return { ...column, role, ...numberOf(field, refuse) }
  if (type === 'boolean') return { ...column, role, ...booleanOf(field, missing, refuse) }
  if (role === 'attribute') return { ...column, role, kind: 'text' }
  const is = type === 'string' || type === 'any' ? 'text without categories' : `of type ${type}`
  throw refuse(`it is ${is} and can't be a ${role}; give it categories, or the role attribute`)
}

/** The rows of features and targets are checked; what is not checked can't be promised. */
function checkConstraints({ role, constraints }: Field, refuse: RefuseField) {
  if (role === 'attribute') return
  if ('enum' in constraints) throw refuse('constraints.enum is not supported; list the values as categories')
  const other = Object.keys(constraints).find((key) => !['required', 'minimum', 'maximum'].includes(key))
  if (other === undefined) return
  throw refuse(`constraints.${other} is not supported for a ${role}; use required, minimum and maximum alone`)
}
