import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { Profile } from '../../../core/model/profile.js'
import { type Field, fields, targets } from '../../state/fields.js'
import { row, target } from '../../state/row.js'
import { amount, inSentence } from '../../words.js'
import { ClassChoice, chosenClass } from '../ClassChoice.js'
import { TargetChoice } from '../TargetChoice.js'
import { Distribution } from './Distribution.js'
import { columnsOf, definition } from './definition.js'
import { hasMany } from './strips.js'

/** How the rows are spread over each feature, by class; and over what the model does not see. */
export function Features({ profile }: { profile: Profile }) {
  const card = target.value!
  const others = Object.keys(profile.columns).filter(
    (name) => ![...fields.value, ...targets.value].some((it) => it.name === name),
  )
  return (
    <section>
      <h2>What are the rows like?</h2>
      <p class="prose">{sayBins(card)} The vertical line marks the row that Predict shows.</p>
      <TargetChoice />
      {hasMany(card) && <ClassChoice card={card} label="Class" all="all rows" />}
      <ul class="distributions">
        {fields.value.map((field) => (
          <li key={field.name}>
            <Distribution
              card={field}
              column={profile.columns[field.name]}
              note={rangeOf(field)}
              value={row.value[field.name]}
            />
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <>
          <h3>Kept with the rows, not used by the model</h3>
          <ul class="distributions">
            {others.map((name) => (
              <li key={name}>
                <Distribution card={otherCard(name)} column={profile.columns[name]} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function sayBins(card: FieldCard): string {
  if (!card.categories) return 'How many rows have which value.'
  if (!hasMany(card))
    return `How many rows have which value: each ${inSentence(card.title)} in its colour, all rows in grey behind.`
  return chosenClass(card) === undefined
    ? 'How many rows have which value. Choose a class to see its rows before all others.'
    : 'The class in its colour, all rows in grey behind. A bar is a share of the rows of its colour.'
}

const rangeOf = (field: Field) =>
  field.seen && `${amount(field.seen.min, field.step)} to ${amount(field.seen.max, field.step)} in training`

/** A column that is no feature, in the definition's words. */
function otherCard(name: string) {
  const column = columnsOf(definition()).find((it) => it.name === name)
  const categories = column?.categories?.map((it) => {
    const { value, label = value } = typeof it === 'object' ? it : { value: it }
    return { value: String(value), label: String(label) }
  })
  return {
    name,
    title: column?.title ?? name,
    ...(column?.unit !== undefined && { unit: column.unit }),
    ...(categories && { categories }),
  }
}
