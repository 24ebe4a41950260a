import { useComputed } from '@preact/signals'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { unanswered } from '../../state/answer.js'
import { fields, labelOf, targets } from '../../state/fields.js'
import { kept } from '../../state/kept.js'
import { loaded } from '../../state/model.js'
import { prediction, row, setValues, target, targetName } from '../../state/row.js'
import { percent } from '../../words.js'
import { shownNumber } from './amount.js'
import './Answer.css'
import { KnownRow } from './KnownRow.js'
import { AT_MOST, isLate, nearest } from './nearest.js'
import { flipSentence, warningSentence } from './sentences.js'

/** What the model says of every target, what would change the chosen one, and where it only guesses. */
export function Answer() {
  return (
    <section class="answer" aria-label="Answer">
      <fieldset class="targets">
        <legend class="visually-hidden">Target that the tracks, the map and the reasons are about</legend>
        {targets.value.map((it) => (
          <TargetAnswer key={it.name} target={it} />
        ))}
      </fieldset>
      <div class="notes">
        <Flip />
        <Warnings />
        <KnownRow />
      </div>
    </section>
  )
}

/** One target's answer; of several, a click chooses the target. */
function TargetAnswer({ target: it }: { target: FieldCard }) {
  const isChosen = useComputed(() => target.value?.name === it.name).value
  const said = useComputed(() => prediction.value?.predictions[it.name])
  const large = useComputed(() => {
    if (!said.value) return '…'
    return 'label' in said.value ? labelOf(it, said.value.label) : shownNumber(it, said.value.value)
  })
  const small = useComputed(() => (said.value && 'label' in said.value ? `, ${percent(said.value.probability)}` : ''))
  // It takes the place of the longest answer, so that the next target stays where it is.
  const longest = it.categories?.reduce((longest, { label }) => (label.length > longest.length ? label : longest), '')
  return (
    <label class={isChosen ? 'chosen' : undefined}>
      <span class="quiet">
        {targets.value.length > 1 && (
          <input
            type="radio"
            name="target"
            checked={isChosen}
            onInput={() => {
              targetName.value = it.name
            }}
          />
        )}
        {it.title}
      </span>
      <output class={longest && 'steady'}>
        {/* Another answer is another text: what follows it is not the old text, moved. */}
        <span key={large.value}>
          <strong>{large}</strong>
          {small}
        </span>
      </output>
      {longest && (
        <span class="longest" aria-hidden="true">
          <strong>{longest}</strong>, {percent(0.9999)}
        </span>
      )}
    </label>
  )
}

function Flip() {
  if (loaded.value && !loaded.value.model) {
    return (
      <p class={unanswered.value ? 'warn' : 'quiet'}>
        {unanswered.value ??
          'This model is too large for the page, so the API is asked; tracks, map and the smallest change are left out.'}
      </p>
    )
  }
  if (!target.value?.categories) return null
  const change = nearest.value
  const found = change?.kind === 'unfinished' ? change.best : change?.kind === 'found' ? change : undefined
  const keeps = kept.value.size > 0
  return (
    <p class={isLate.value ? 'flip late' : 'flip'}>
      <button
        type="button"
        disabled={!found}
        onClick={() => found && setValues(Object.fromEntries(found.changes.map(({ name, to }) => [name, to])))}
      >
        Try it
      </button>
      <span>
        <span class="sentence">
          {change && flipSentence(change, target.value, fields.value, { atMost: AT_MOST, keeps })}
        </span>
      </span>
    </p>
  )
}

function Warnings() {
  const sentence = useComputed(() => warningSentence(fields.value, row.value))
  return (
    <p class="warn" role="status">
      {sentence}
    </p>
  )
}
