import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import { colourOf, symbolOf } from '../../../charts/palette.js'
import { classOffset, labelOf } from '../../../state/fields.js'
import { count, percent, value } from '../../../words.js'
import type { TargetSummary } from './predictFile.js'
import type { Score } from './score.js'

interface Props {
  target: FieldCard
  summary: TargetSummary
  learned: number | undefined
}

/** How many rows of each class, and how right the answers are. */
export function Totals({ target, summary: { totals, range, score, fresh, strange }, learned }: Props) {
  return (
    <div>
      <h3>{target.title}</h3>
      {totals && <Classes target={target} totals={totals} />}
      {range && (
        <p>
          {value(target, range.min)} to {value(target, range.max)}, mean {value(target, range.mean)}
        </p>
      )}
      {strange > 0 && (
        <p class="warn">
          {count(strange)} {strange === 1 ? 'value' : 'values'} in the file can not be compared:{' '}
          {strange === 1 ? 'it is' : 'they are'} {wanted(target)}.
        </p>
      )}
      {score && <p>{scoreText(target, score)}</p>}
      {score && learned === undefined && (
        <p class="quiet">If the model learned from some of these rows, it will do worse on new ones.</p>
      )}
      {score && learned !== undefined && learned > 0 && (
        <p class="quiet">
          The model learned from {count(learned)} of the rows.{' '}
          {fresh ? `Of the others: ${scoreText(target, fresh)}` : 'There are no others with an answer in the file.'}
        </p>
      )}
    </div>
  )
}

function wanted({ kind, categories = [], written: { trueValues = [], falseValues = [] } }: FieldCard): string {
  if (kind === 'number') return 'not a number that is allowed'
  const texts = kind === 'boolean' ? [...trueValues, ...falseValues] : categories.map(({ value }) => value)
  return `none of ${texts.join(', ')}`
}

function scoreText(target: FieldCard, score: Score): string {
  if ('right' in score) {
    const { right, rows, accuracy, low, high } = score
    return `${count(right)} of ${count(rows)} right, ${percent(accuracy)} (90 % interval ${percent(low)} to ${percent(high)}).`
  }
  const { rmse, low, high, rows } = score
  const interval = `${value(target, low)} to ${value(target, high)}`
  return `Off by ${value(target, rmse)} (root mean squared error of ${count(rows)} rows, 90 % interval ${interval}).`
}

function Classes({ target, totals }: { target: FieldCard; totals: Readonly<Record<string, number>> }) {
  const entries = Object.entries(totals)
  const [sum, most] = [entries.reduce((all, [, it]) => all + it, 0), Math.max(1, ...entries.map(([, it]) => it))]
  const offset = classOffset(target)
  return (
    <table>
      <thead class="visually-hidden">
        <tr>
          <th>Class</th>
          <th>Rows</th>
          <th>Share</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(([label, rows], i) => (
          <tr key={label}>
            <td>
              <ClassName index={offset + i} label={labelOf(target, label)} />
            </td>
            <td class="number">{count(rows)}</td>
            <td class="number">{sum > 0 && percent(rows / sum)}</td>
            <td>
              <svg class="csv-bar" width="100" height="10" aria-hidden="true">
                <rect width={(100 * rows) / most} height="10" fill={colourOf(offset + i)} />
              </svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A class with its symbol and colour. */
export function ClassName({ index, label }: { index: number; label: string }) {
  return (
    <span class="csv-class">
      <svg width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
        <path d={symbolOf(index)} fill={colourOf(index)} />
      </svg>
      {label}
    </span>
  )
}
