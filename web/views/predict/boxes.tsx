import { useComputed } from '@preact/signals'
import type { Field } from '../../state/fields.js'
import { kept, setKept } from '../../state/kept.js'
import { loaded } from '../../state/model.js'
import { firstValue, setValues, target } from '../../state/row.js'

/** Whether the smallest change leaves the feature as it is. */
export function KeepBox({ field }: { field: Field }) {
  const keeps = useComputed(() => kept.value.has(field.name)).value
  if (!loaded.value?.model || !target.value?.categories) return null
  return (
    <label class="box" title="The smallest change that flips the answer leaves it as it is">
      <input
        type="checkbox"
        checked={keeps}
        aria-label={`keep ${field.title}`}
        onInput={(event) => setKept(field.name, event.currentTarget.checked)}
      />
      keep
    </label>
  )
}

/** Whether the value is missing, where it may be. */
export function MissingBox({ field, missing }: { field: Field; missing: boolean }) {
  if (field.required) return null
  return (
    <label class="box">
      <input
        type="checkbox"
        checked={missing}
        aria-label={`${field.title} missing`}
        onInput={(event) => setValues({ [field.name]: event.currentTarget.checked ? null : firstValue(field) })}
      />
      missing
    </label>
  )
}
