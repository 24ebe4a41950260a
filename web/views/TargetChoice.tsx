import { setOptions } from '../state/address.js'
import { targets } from '../state/fields.js'
import { target, targetName } from '../state/row.js'
import './TargetChoice.css'

/** Which target the view is about, where there are several. */
export function TargetChoice() {
  if (targets.value.length < 2) return null
  return (
    <fieldset class="target-choice">
      <legend class="visually-hidden">Target</legend>
      {targets.value.map(({ name, title }) => (
        <label key={name}>
          <input
            type="radio"
            name="view-target"
            checked={target.value?.name === name}
            onChange={() => {
              targetName.value = name
              // They name classes of the target before.
              setOptions({ cell: undefined, class: undefined })
            }}
          />
          {title}
        </label>
      ))}
    </fieldset>
  )
}
