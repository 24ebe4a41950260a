import { computed } from '@preact/signals'
import type { JSX } from 'preact'
import { labelOf } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { firstRow, row, target } from '../../state/row.js'
import { sample, sampleRow } from '../../state/sample.js'
import { percent } from '../../words.js'
import './Examples.css'
import { type Example, examplesOf } from './examplesOf.js'

/** So many of a kind. */
const MOST = 3
/** A button for each of so many classes. */
const CLASSES = 8

const examples = computed(() => {
  const model = loaded.value?.model
  const classes = target.value?.categories
  if (!model || !classes || !sample.value) return undefined
  return examplesOf(
    model,
    sample.value,
    target.value!.name,
    classes.map(({ value }) => value),
    MOST,
  )
})

/** Rows to begin with, by a click. */
export function Examples() {
  const card = target.value
  const found = examples.value
  if (!card) return null
  if (!found) {
    return (
      <section class="examples" aria-label="Examples">
        <Row title="Example">
          <button
            type="button"
            onClick={() => {
              row.value = firstRow()
            }}
          >
            Take it
          </button>
        </Row>
      </section>
    )
  }
  const label = (value: string) => labelOf(card, value)
  const { typical, unsure, wrong } = found
  return (
    <section class="examples" aria-label="Examples">
      <Row title="Take a row that is">
        {typical.slice(0, CLASSES).map((it) => (
          <Take key={it.index} example={it}>
            {label(it.said)}
          </Take>
        ))}
      </Row>
      <Row title="The model is least sure of">
        {unsure.map((it) => (
          <Take key={it.index} example={it}>
            {label(it.said)}, {percent(it.probability)}
          </Take>
        ))}
      </Row>
      {wrong.length > 0 && (
        <Row title="Test rows that it gets wrong">
          {wrong.map((it) => (
            <Take key={it.index} example={it}>
              {label(it.truth!)}, taken for {label(it.said)}
            </Take>
          ))}
        </Row>
      )}
    </section>
  )
}

const Row = ({ title, children }: { title: string; children: JSX.Element | JSX.Element[] }) => (
  <>
    <h3>{title}</h3>
    <p>{children}</p>
  </>
)

const Take = ({ example, children }: { example: Example; children: (string | JSX.Element)[] | string }) => (
  <button
    type="button"
    onClick={() => {
      row.value = sampleRow(sample.value!, example.index)
    }}
  >
    {children}
  </button>
)
