import { Scroll } from '../../charts/Scroll.js'
import { fields } from '../../state/fields.js'
import { amount, axisTitle, listed } from '../../words.js'

/** What is known of the features where the bundle holds no profile. */
export function Seen() {
  const hasKinds = fields.value.some(({ kind }) => kind !== 'number')
  return (
    <section>
      <h2>What are the rows like?</h2>
      <p class="prose">
        This version keeps nothing of its rows but the range of each feature in training. Train again with PROFILE=rows,
        the default, to see the data here.
      </p>
      <Scroll label="Features">
        <table>
          <thead>
            <tr>
              <th scope="col">Feature</th>
              <th scope="col" class="number">
                Least
              </th>
              <th scope="col" class="number">
                Most
              </th>
              {hasKinds && <th scope="col">Categories</th>}
            </tr>
          </thead>
          <tbody>
            {fields.value.map((field) => (
              <tr key={field.name}>
                <th scope="row">{axisTitle(field)}</th>
                <td class="number">{field.seen && amount(field.seen.min, field.step)}</td>
                <td class="number">{field.seen && amount(field.seen.max, field.step)}</td>
                {hasKinds && <td>{kindOf(field)}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

const kindOf = ({ kind, categories }: (typeof fields.value)[number]) =>
  kind === 'boolean' ? 'yes or no' : listed(categories?.map(({ label }) => label) ?? [])
