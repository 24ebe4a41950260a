import { targets } from '../state/fields.js'
import { loaded } from '../state/model.js'
import { target } from '../state/row.js'
import { ClassQuality } from './model/ClassQuality.js'
import { entry, verdictOf } from './model/facts.js'
import { Importance } from './model/Importance.js'
import { Making } from './model/Making.js'
import { NumberQuality } from './model/NumberQuality.js'
import { sayClasses, sayNumber } from './model/says.js'
import { TargetChoice } from './TargetChoice.js'
import '../charts/charts.css'
import './Model.css'

/** Can I trust it, and where does it err? */
export function ModelView() {
  const card = target.value
  const chosen = entry.value
  if (!card || !chosen) return null
  return (
    <div class="model-view">
      <Says />
      <TargetChoice />
      {'classes' in chosen ? (
        <ClassQuality card={card} target={chosen} />
      ) : (
        <NumberQuality card={card} target={chosen} />
      )}
      <Importance card={card} target={chosen} />
      <Making />
    </div>
  )
}

/** A sentence for each target. */
function Says() {
  return (
    <section class="says" aria-label="In short">
      {targets.value.map((card) => {
        const own = loaded.value?.manifest.targets[card.name]
        if (!own) return null
        const verdict = verdictOf(card.name)
        return (
          <p key={card.name}>
            <strong>{card.title}</strong>{' '}
            {'classes' in own ? sayClasses(card, own) : sayNumber(card, own, verdict?.guessing)}
          </p>
        )
      })}
    </section>
  )
}
