import { type Signal, useComputed, useSignal } from '@preact/signals'
import { Track } from '../../charts/Track.js'
import { type Field, onGrid } from '../../state/fields.js'
import { moveValues } from '../../state/pace.js'
import { row, setValues } from '../../state/row.js'
import { axisTitle, plainNumber, shown } from '../../words.js'
import { KeepBox, MissingBox } from './boxes.js'
import { numberIn } from './numberIn.js'

/** A number: a slider on its painted track, and a field for what the slider has no place for. */
export function NumberControl({ field }: { field: Field }) {
  const { name, low, high, step } = field
  const known = useComputed(() => typeof row.value[name] === 'number')
  const at = useComputed(() => (known.value ? (row.value[name] as number) : (low + high) / 2))
  const says = useComputed(() => shown(field, row.value[name]))
  const typed = useSignal<Typed>()
  const id = `field-${name}`
  return (
    <div class="control">
      <div class="head">
        <label for={id} title={field.description || undefined}>
          {field.title}
        </label>
        <KeepBox field={field} />
        <NumberBox field={field} id={id} typed={typed} />
        <span class="unit quiet">{field.unit}</span>
      </div>
      <Track field={field}>
        <input
          type="range"
          aria-label={axisTitle(field)}
          aria-valuetext={says}
          min={low}
          max={high}
          step={step}
          disabled={!known.value && !field.required}
          value={at}
          onInput={(event) => {
            typed.value = undefined
            moveValues({ [name]: onGrid(event.currentTarget.valueAsNumber, step) })
          }}
        />
      </Track>
      {typed.value?.problem && (
        <p class="bad wrong" id={`${id}-wrong`} role="alert">
          {typed.value.problem}
        </p>
      )}
      <MissingBox field={field} missing={!known.value} />
    </div>
  )
}

/** What is being typed, which may be no number yet, and why it is none. */
type Typed = { text: string; problem: string | undefined } | undefined

function NumberBox({ field, id, typed }: { field: Field; id: string; typed: Signal<Typed> }) {
  const { name, low, high, min, max, step } = field
  const digits = Math.max(...[low, high].map((end) => plainNumber(end, step).length))
  const text = useComputed(() => {
    const value = row.value[name]
    return typed.value?.text ?? (typeof value === 'number' ? plainNumber(value, step) : '')
  })
  const hint = useComputed(() => (text.value === '' ? 'missing' : ''))
  const wrong = useComputed(() => typed.value?.problem !== undefined).value

  function type(text: string) {
    const read = numberIn(text, field)
    typed.value = { text: text === '?' ? '' : text, problem: 'problem' in read ? read.problem : undefined }
    if ('value' in read) setValues({ [name]: read.value })
  }

  return (
    <span class="number-box" style={{ width: `${digits + 3}ch` }}>
      <input
        id={id}
        aria-label={axisTitle(field)}
        type="number"
        step={step}
        min={min}
        max={max}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${id}-wrong` : undefined}
        placeholder={hint}
        value={text}
        onInput={({ currentTarget: { value, validity } }) => type(validity.badInput ? '?' : value)}
        onBlur={() => {
          typed.value = undefined
        }}
      />
    </span>
  )
}
