import type { Profile } from '../../../core/model/profile.js'
import { Scroll } from '../../charts/Scroll.js'
import { count, rowCount } from '../../words.js'
import { columnsOf, definition, inWords } from './definition.js'

/** What was thrown away, and why. */
export function Rejected({ profile: { rejected, rows } }: { profile: Profile }) {
  if (rows.rejected === 0) return null
  const columns = columnsOf(definition())
  const reasons = Object.entries(rejected.reasons).sort(([, a], [, b]) => b - a)
  return (
    <section>
      <h2>What was thrown away, and why?</h2>
      <div class="columns">
        <table>
          <thead>
            <tr>
              <th scope="col">Reason</th>
              <th scope="col" class="number">
                Rows
              </th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(([reason, number]) => (
              <tr key={reason}>
                <th scope="row">{reason}</th>
                <td class="number">{count(number)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div>
          <Scroll label="Rejected rows">
            <table>
              <thead>
                <tr>
                  <th scope="col">Line</th>
                  <th scope="col">What is wrong</th>
                </tr>
              </thead>
              <tbody>
                {rejected.first.map(({ line, reason, fields }) => (
                  <tr key={line}>
                    <td class="number">{line}</td>
                    <td>
                      {inWords(reason, columns)}
                      {fields && (
                        <details>
                          <summary>
                            The row as it was<span class="visually-hidden"> in line {line}</span>
                          </summary>
                          <Fields fields={fields} />
                        </details>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
          {rejected.first.length < rows.rejected && (
            <p class="quiet">
              The first {rejected.first.length} of {rowCount(rows.rejected)}; the others are in the database.
            </p>
          )}
        </div>
      </div>
    </section>
  )

  function Fields({ fields }: { fields: Readonly<Record<string, string | null>> }) {
    return (
      <dl class="fields">
        {Object.entries(fields).map(([name, text]) => (
          <div key={name}>
            <dt>{columns.find((it) => it.name === name)?.title ?? name}</dt>
            <dd>{text ? <code>{text}</code> : 'empty'}</dd>
          </div>
        ))}
      </dl>
    )
  }
}
