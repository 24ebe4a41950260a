import { useComputed } from '@preact/signals'
import type { FeatureValues } from '../../../core/model/encode.js'
import { indexOfMax } from '../../../core/numbers.js'
import { chosenColours } from '../../charts/classColours.js'
import { shade } from '../../charts/paint.js'
import { outputsWith } from '../../state/along.js'
import type { Field } from '../../state/fields.js'
import { row, setValues } from '../../state/row.js'
import { KeepBox } from './boxes.js'

/** Up to so many options stand side by side, each with what the model would say. */
const SIDE_BY_SIDE = 4

interface Option {
  value: boolean | string | number | null
  label: string
}

/** A category, or yes or no. */
export function ChoiceControl({ field }: { field: Field }) {
  const value = useComputed(() => row.value[field.name]).value ?? null
  const options = optionsOf(field, value)
  const id = `field-${field.name}`
  const few = options.length <= SIDE_BY_SIDE
  return (
    <div class="control">
      <div class="head">
        {few ? (
          <span id={id} title={field.description || undefined}>
            {field.title}
          </span>
        ) : (
          <label for={id} title={field.description || undefined}>
            {field.title}
          </label>
        )}
        <KeepBox field={field} />
      </div>
      {few ? (
        <Pills field={field} options={options} value={value} labelledBy={id} />
      ) : (
        <select
          id={id}
          value={options.findIndex((it) => it.value === value)}
          onInput={(event) => setValues({ [field.name]: options[Number(event.currentTarget.value)]!.value })}
        >
          {options.map(({ label }, i) => (
            <option key={label} value={i}>
              {label}
            </option>
          ))}
        </select>
      )}
    </div>
  )
}

function optionsOf(field: Field, value: FeatureValues[string]): Option[] {
  const known: Option[] =
    field.kind === 'boolean'
      ? [
          { value: false, label: 'no' },
          { value: true, label: 'yes' },
        ]
      : (field.categories ?? [])
  // A required one is missing only where a link left it out.
  return field.required && value !== null ? known : [...known, { value: null, label: 'missing' }]
}

/** Radio buttons, each over the colour of what the model would say with it. */
function Pills(props: { field: Field; options: Option[]; value: Option['value']; labelledBy: string }) {
  const { field, options, value, labelledBy } = props
  const shades = useComputed(() => {
    const colours = chosenColours.value
    const outputs =
      colours &&
      outputsWith(
        field.name,
        options.map((it) => it.value),
      )
    if (!outputs) return undefined
    return options.map((_, i) => {
      const own = outputs.subarray(i * colours.length, (i + 1) * colours.length)
      const best = indexOfMax(own)
      return shade(colours[best]!, own[best]!, colours.length)
    })
  })
  return (
    <div class="pills" role="radiogroup" aria-labelledby={labelledBy}>
      {options.map((option, i) => (
        <label key={option.label} style={{ borderBottomColor: shades.value?.[i] ?? '' }}>
          <input
            type="radio"
            name={labelledBy}
            checked={option.value === value}
            onInput={() => setValues({ [field.name]: option.value })}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}
