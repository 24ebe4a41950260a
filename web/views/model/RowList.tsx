import type { FeatureValues } from '../../../core/model/encode.js'
import { Scroll } from '../../charts/Scroll.js'
import { byWeight } from '../../state/axes.js'
import { type Field, fields } from '../../state/fields.js'
import { FieldCells, FieldHeads, RowLink } from '../rowCells.js'
import { entry } from './facts.js'

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
                <FieldHeads of={columns} />
              </tr>
            </thead>
            <tbody>
              {rows.map(({ line, values, was, said }) => (
                <tr key={line}>
                  <td>
                    <RowLink line={line} values={values} />
                  </td>
                  <td>{was}</td>
                  <td>{said}</td>
                  <FieldCells of={columns} values={values} />
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
  const most = byWeight(fields.value, entry.value?.metrics.mean_abs_shap).slice(0, SEEN)
  return fields.value.filter((it) => most.includes(it))
}
