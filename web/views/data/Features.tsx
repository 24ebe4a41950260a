import type { Profile } from '../../../core/model/profile.js'
import { type Field, fields, targets } from '../../state/fields.js'
import { row, target } from '../../state/row.js'
import { shown } from '../../words.js'
import { ClassChoice } from '../ClassChoice.js'
import { TargetChoice } from '../TargetChoice.js'
import { Distribution } from './Distribution.js'
import { columnsOf, definition } from './definition.js'
import { MOST_STRIPS } from './strips.js'

/** How the rows are spread over each feature, by class; and over what the model does not see. */
export function Features({ profile }: { profile: Profile }) {
  const card = target.value!
  const classes = card.categories?.length ?? 0
  const others = Object.keys(profile.columns).filter(
    (name) => ![...fields.value, ...targets.value].some((it) => it.name === name),
  )
  return (
    <section>
      <h2>What are the rows like?</h2>
      <p class="prose">
        {classes > 0
          ? `Rows a bin: each ${card.title.toLowerCase()} in its colour, all rows in grey behind, on the same bins.`
          : 'Rows a bin.'}{' '}
        The black line is the row in hand in Predict.
      </p>
      <TargetChoice />
      {classes > MOST_STRIPS && <ClassChoice card={card} label="Class" all="all rows" />}
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
          <h3>Known of the rows, but nothing that the model sees</h3>
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

const rangeOf = (field: Field) =>
  field.seen && `${shown(field, field.seen.min)} to ${shown(field, field.seen.max)} in training`

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
