import { useComputed } from '@preact/signals'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { Bars } from '../../charts/Bars.js'
import { followingPrediction } from '../../state/along.js'
import { classOffset } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { target } from '../../state/row.js'
import { shownNumber } from './amount.js'
import { barsOf } from './bars.js'

/** How sure the model is of the chosen target. */
export function Probabilities() {
  const isKnown = useComputed(() => followingPrediction.value !== undefined).value
  const card = target.value
  if (!card || !isKnown) return null
  return card.categories ? <ClassBars key={card.name} card={card} /> : <TrainingRange card={card} />
}

function ClassBars({ card }: { card: FieldCard }) {
  const bars = useComputed(() => {
    const said = followingPrediction.value?.predictions[card.name]
    return said && 'label' in said ? barsOf(card, said, classOffset(card)) : []
  })
  return (
    <section aria-label={`Probabilities of ${card.title}`}>
      <h2>{card.title}</h2>
      <Bars bars={bars} />
    </section>
  )
}

function TrainingRange({ card }: { card: FieldCard }) {
  const made = loaded.value?.manifest.targets[card.name]
  if (!made || !('range' in made)) return null
  const { range, metrics } = made
  return (
    <section aria-label={card.title}>
      <h2>{card.title}</h2>
      <p>
        Training saw {shownNumber(card, range.min)} to {shownNumber(card, range.max)}.
        {'mae' in metrics.test &&
          ` On its test rows the model is ${shownNumber(card, metrics.test.mae)} off on average.`}
      </p>
    </section>
  )
}
