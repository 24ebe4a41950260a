import { Bars } from '../../charts/Bars.js'
import { classOffset } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { prediction, target } from '../../state/row.js'
import { shownNumber } from './amount.js'
import { barsOf } from './bars.js'

/** How sure the model is of the chosen target. */
export function Probabilities() {
  const card = target.value
  const said = card && prediction.value?.predictions[card.name]
  if (!card || !said) return null
  if ('label' in said) {
    return (
      <section aria-label={`Probabilities of ${card.title}`}>
        <h2>{card.title}</h2>
        <Bars bars={barsOf(card, said, classOffset(card))} />
      </section>
    )
  }
  const { min, max } = said.training_range
  const metrics = loaded.value?.manifest.targets[card.name]?.metrics
  return (
    <section aria-label={card.title}>
      <h2>{card.title}</h2>
      <p>
        Training saw {shownNumber(card, min)} to {shownNumber(card, max)}.
        {metrics &&
          'mae' in metrics.test &&
          ` On its test rows the model is ${shownNumber(card, metrics.test.mae)} off on average.`}
      </p>
    </section>
  )
}
