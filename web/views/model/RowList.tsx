import type { FeatureValues } from '../../../core/model/encode.js'
import { Scroll } from '../../charts/Scroll.js'
import { addressOfRow } from '../../state/address.js'
import { type Field, fields } from '../../state/fields.js'
import { amount, axisTitle, shown } from '../../words.js'
import { entry } from './facts.js'
import { totalsOf } from './importance.js'

/** So many features are seen beside a row; Predict shows them all. */
const SEEN = 4

/** Rows with what they were and what the model says; each opens in Predict. */
export function RowList({
  title,
  note,
  rows,
}: {
  title: string
  note: string
  rows: readonly { line: number; values: FeatureValues; was: string; said: string }[]
}) {
  const columns = seenFields()
  return (
    <section class="row-list">
      <h3>{title}</h3>
      <p class="quiet">{note}</p>
      {rows.length > 0 && (
        <Scroll label={title}>
          <table>
            <thead>
              <tr>
                <th scope="col">Row</th>
                <th scope="col">Was</th>
                <th scope="col">Model says</th>
                {columns.map((field) => (
                  <th key={field.name} scope="col" class={field.kind === 'number' ? 'number' : undefined}>
                    {axisTitle(field)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(({ line, values, was, said }) => (
                <tr key={line}>
                  <td>
                    <a class="open-row" href={addressOfRow(values)} aria-label={`Open line ${line} in Predict`}>
                      line {line}
                    </a>
                  </td>
                  <td>{was}</td>
                  <td>{said}</td>
                  {columns.map((field) => (
                    <td key={field.name} class={field.kind === 'number' ? 'number' : undefined}>
                      {written(field, values[field.name])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </section>
  )
}

/** The features that matter most, in the model's order. */
function seenFields(): Field[] {
  const totals = entry.value && totalsOf(entry.value)
  if (!totals) return fields.value.slice(0, SEEN)
  const most = [...fields.value].sort((a, b) => (totals[b.name] ?? 0) - (totals[a.name] ?? 0)).slice(0, SEEN)
  return fields.value.filter((it) => most.includes(it))
}

const written = (field: Field, value: FeatureValues[string]) =>
  typeof value === 'number' ? amount(value, field.step) : shown(field, value)
