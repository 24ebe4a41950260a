import { useComputed, useSignal } from '@preact/signals'
import { Track } from '../../charts/Track.js'
import { type Field, onGrid } from '../../state/fields.js'
import { moveValues, row, setValues } from '../../state/row.js'
import { axisTitle, plainNumber, shown } from '../../words.js'
import { KeepBox, MissingBox } from './boxes.js'
import { numberIn } from './numberIn.js'

/** A number: a slider on its painted track, and a field for what the slider has no place for. */
export function NumberControl({ field }: { field: Field }) {
  const value = useComputed(() => row.value[field.name]).value
  const known = typeof value === 'number'
  /** What is being typed, which may be no number yet. */
  const draft = useSignal<string>()
  const wrong = useSignal<string>()
  const id = `field-${field.name}`
  const { name, low, high, step } = field
  const digits = Math.max(...[low, high].map((end) => plainNumber(end, step).length))

  function type(text: string) {
    const typed = numberIn(text, field)
    draft.value = text === '?' ? '' : text
    wrong.value = 'problem' in typed ? typed.problem : undefined
    if ('value' in typed) setValues({ [name]: typed.value })
  }

  return (
    <div class="control">
      <div class="head">
        <label for={id} title={field.description || undefined}>
          {field.title}
        </label>
        <KeepBox field={field} />
        <input
          id={id}
          aria-label={axisTitle(field)}
          type="number"
          style={{ width: `${digits + 3}ch` }}
          step={step}
          min={field.min}
          max={field.max}
          aria-invalid={wrong.value !== undefined}
          aria-describedby={wrong.value && `${id}-wrong`}
          placeholder="missing"
          value={draft.value ?? (known ? plainNumber(value, step) : '')}
          onInput={({ currentTarget: { value, validity } }) => type(validity.badInput ? '?' : value)}
          onBlur={() => {
            draft.value = undefined
            wrong.value = undefined
          }}
        />
        <span class="unit quiet">{field.unit}</span>
      </div>
      <Track field={field}>
        <input
          type="range"
          aria-label={axisTitle(field)}
          aria-valuetext={shown(field, value)}
          min={low}
          max={high}
          step={step}
          disabled={!known && !field.required}
          value={known ? value : (low + high) / 2}
          onInput={(event) => {
            draft.value = undefined
            wrong.value = undefined
            moveValues({ [name]: onGrid(event.currentTarget.valueAsNumber, step) })
          }}
        />
      </Track>
      <MissingBox field={field} value={value} />
      {wrong.value && (
        <p class="bad" id={`${id}-wrong`} role="alert">
          {wrong.value}
        </p>
      )}
    </div>
  )
}
