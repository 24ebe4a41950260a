import { computed } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { labelOf } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { firstRow, row, target } from '../../state/row.js'
import { sample, sampleRow } from '../../state/sample.js'
import { percent } from '../../words.js'
import { shownNumber } from './amount.js'
import './Examples.css'
import { examplesOf, numberExamplesOf } from './examplesOf.js'

/** So many of a kind. */
const MOST = 3
/** A button for each of so many classes. */
const CLASSES = 8

interface Group {
  title: string
  rows: { index: number; says: string }[]
}

const groups = computed<Group[]>(() => {
  const model = loaded.value?.model
  const card = target.value
  if (!model || !card || !sample.value) return []
  if (!card.categories) {
    const amount = (value: number) => shownNumber(card, value)
    const { spread, furthest } = numberExamplesOf(model, sample.value, card.name, MOST)
    return [
      { title: 'Take a row of', rows: spread.map(({ index, truth }) => ({ index, says: amount(truth) })) },
      {
        title: 'Test rows that it is furthest off',
        rows: furthest.map(({ index, truth, said }) => ({
          index,
          says: `${amount(truth)}, taken for ${amount(said)}`,
        })),
      },
    ]
  }
  const label = (value: string) => labelOf(card, value)
  const classes = card.categories.map(({ value }) => value)
  const { typical, unsure, wrong } = examplesOf(model, sample.value, card.name, classes, MOST)
  return [
    {
      title: 'Take a row that is',
      rows: typical.slice(0, CLASSES).map(({ index, said }) => ({ index, says: label(said) })),
    },
    {
      title: 'The model is least sure of',
      rows: unsure.map(({ index, said, probability }) => ({ index, says: `${label(said)}, ${percent(probability)}` })),
    },
    {
      title: 'Test rows that it gets wrong',
      rows: wrong.map(({ index, truth, said }) => ({ index, says: `${label(truth!)}, taken for ${label(said)}` })),
    },
  ]
})

/** Rows to begin with, by a click. */
export function Examples() {
  const take = (index: number) => {
    row.value = sampleRow(sample.value!, index)
  }
  const known = groups.value.filter(({ rows }) => rows.length > 0)
  return (
    <section class="examples" aria-label="Examples">
      {known.map(({ title, rows }) => (
        <Named key={title} title={title}>
          {rows.map(({ index, says }) => (
            <button key={index} type="button" onClick={() => take(index)}>
              {says}
            </button>
          ))}
        </Named>
      ))}
      {known.length === 0 && (
        <button
          type="button"
          onClick={() => {
            row.value = firstRow()
          }}
        >
          Take the example
        </button>
      )}
    </section>
  )
}

const Named = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <>
    <h3>{title}</h3>
    <p>{children}</p>
  </>
)
