import { useState } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { Scroll } from '../../charts/Scroll.js'
import { classOffset, fields, labelOf } from '../../state/fields.js'
import { count, percent, value } from '../../words.js'
import { ClassName } from '../predict/csv/Totals.js'
import { FieldCells, FieldHeads, RowLink } from '../rowCells.js'
import type { Both } from './disagreements.js'

const ROWS = 50

/** The disputed rows with both answers; each opens in Predict. */
export function DisputedRows({
  card,
  list,
  names: [older, newer],
}: {
  card: FieldCard
  list: readonly Both[]
  names: readonly [string, string]
}) {
  const [most, setMost] = useState(ROWS)
  return (
    <>
      <Scroll class="version-list" label="Rows on which they disagree">
        <table>
          <thead>
            <tr>
              <th scope="col">Row</th>
              <th scope="col">Split</th>
              <th scope="col">It was</th>
              <th scope="col">{older} says</th>
              <th scope="col">{newer} says</th>
              <FieldHeads of={fields.value} />
            </tr>
          </thead>
          <tbody>
            {list.slice(0, most).map(({ row, a, b }) => (
              <tr key={row.line}>
                <td class="nowrap">
                  <RowLink line={row.line} values={row.values} />
                </td>
                <td>{row.split === 'train' ? 'training' : 'test'}</td>
                <td class="nowrap">
                  <Truth card={card} truth={row.truths[card.name] ?? null} />
                </td>
                <Said card={card} said={a} />
                <Said card={card} said={b} />
                <FieldCells of={fields.value} values={row.values} />
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {list.length > most && (
        <p>
          <button type="button" onClick={() => setMost(most + ROWS)}>
            Show {count(Math.min(ROWS, list.length - most))} more
          </button>
        </p>
      )}
    </>
  )
}

function Truth({ card, truth }: { card: FieldCard; truth: string | number | null }) {
  if (truth === null) return <span class="quiet">not known</span>
  return typeof truth === 'number' ? value(card, truth) : labelOf(card, truth)
}

function Said({ card, said }: { card: FieldCard; said: Both['a'] }) {
  if ('value' in said) return <td class="nowrap">{value(card, said.value)}</td>
  const place = card.categories?.findIndex((it) => it.value === said.label) ?? 0
  return (
    <td class="nowrap">
      <ClassName index={classOffset(card) + place} label={labelOf(card, said.label)} />{' '}
      <span class="quiet">{percent(said.probability)}</span>
    </td>
  )
}
