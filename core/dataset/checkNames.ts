import { modelColumns } from '../model/encode.js'
import type { Feature } from './dataset.js'
import type { Field } from './definition.js'
import { fieldNameFault, foldName } from './names.js'
import { firstTwice, quote } from './wording.js'

type Refuse = (says: string) => Error

/** @throws what `refuse` makes, of a field's name that can't be a column's, or not beside another */
export function checkFieldNames(fields: readonly Field[], refuse: Refuse) {
  const seen = new Map<string, Field>()
  for (const [i, field] of fields.entries()) {
    const { name, role } = field
    const fault = fieldNameFault(name)
    if (fault) {
      throw refuse(`, field ${i + 1}: the name ${quote(name)} ${fault}; give the column another here and in the file`)
    }
    const other = seen.get(foldName(name))
    seen.set(foldName(name), field)
    if (other === undefined) continue
    if (other.name !== name) {
      throw refuse(
        `: the fields ${quote(other.name)} and ${quote(name)} are one name to a database, which does not tell case; give one of the columns another here and in the file`,
      )
    }
    const roles = new Set([other.role, role])
    if (roles.has('target') && roles.has('feature')) {
      throw refuse(
        `, field ${quote(name)}: it is both a feature and a target, and a target can't be learned from; keep one`,
      )
    }
    throw refuse(`, field ${quote(name)}: two fields have this name; remove or rename one`)
  }
}

/** @throws what `refuse` makes, where two columns of the model would have one name, as "a=b" and the category "b" of "a" have */
export function checkModelNames(features: readonly Feature[], refuse: Refuse) {
  const twice = firstTwice(modelColumns(features))
  if (twice === undefined) return
  throw refuse(
    `: two columns of the model would be called ${quote(twice)}; rename a field or a category, here and in the file`,
  )
}
