import { useSignal } from '@preact/signals'
import { type Field, fields } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { ChoiceControl } from './ChoiceControl.js'
import './Controls.css'
import { byImportance } from './importance.js'
import { NumberControl } from './NumberControl.js'

/** So many fit on a screen, in the definition's order; of more, the most important come first and the rest on demand. */
const AT_ONCE = 8

/** A control for each feature. */
export function Controls() {
  const all = fields.value
  if (all.length <= AT_ONCE) return <List fields={all} />
  const ordered = byImportance(all, loaded.value!.manifest)
  return (
    <>
      <p class="quiet">The most important of {all.length} features.</p>
      <List fields={ordered.slice(0, AT_ONCE)} />
      <Rest fields={ordered.slice(AT_ONCE)} />
    </>
  )
}

const List = ({ fields }: { fields: readonly Field[] }) => (
  <div class="controls">
    {fields.map((field) =>
      field.kind === 'number' ? (
        <NumberControl key={field.name} field={field} />
      ) : (
        <ChoiceControl key={field.name} field={field} />
      ),
    )}
  </div>
)

/** Closed, it costs nothing while the hand moves. */
function Rest({ fields }: { fields: readonly Field[] }) {
  const open = useSignal(false)
  return (
    <details
      onToggle={(event) => {
        open.value = event.currentTarget.open
      }}
    >
      <summary>{fields.length} more features</summary>
      {open.value && <List fields={fields} />}
    </details>
  )
}
