import type { FieldCard } from '../../core/dataset/datasetCard.js'
import { options, setOptions } from '../state/address.js'

/** The class that the address names, by index; undefined where it names none. */
export function chosenClass({ categories = [] }: FieldCard): number | undefined {
  const index = categories.findIndex(({ value }) => value === options.value.class)
  return index === -1 ? undefined : index
}

/** Which class a chart is about, where there is no room for all. */
export function ClassChoice({ card, label, all }: { card: FieldCard; label: string; all?: string }) {
  return (
    <label class="class-choice">
      {label}{' '}
      <select
        value={options.value.class ?? ''}
        onChange={({ currentTarget: { value } }) => setOptions({ class: value || undefined })}
      >
        {all !== undefined && <option value="">{all}</option>}
        {card.categories?.map(({ value, label: name }, i) => (
          <option key={value} value={all === undefined && i === 0 ? '' : value}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}
