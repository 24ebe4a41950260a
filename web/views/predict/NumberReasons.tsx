import { useComputed } from '@preact/signals'
import { extent } from 'd3-array'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { type Step, type Steps, Waterfall } from '../../charts/Waterfall.js'
import { explanation } from '../../state/along.js'
import { loaded } from '../../state/model.js'
import { decimalsFor, shownNumber } from './amount.js'
import { featureInHand } from './featureInHand.js'
import { ReasonTable } from './ReasonTable.js'
import { foremost, NO_REASONS, type Reasons, reasonsOf, rounded } from './reasonsFor.js'

/** So many features are named. */
const MOST = 8

/** Why a number is what it is: from the mean over the training rows to the value, feature by feature. */
export function NumberReasons({ target }: { target: FieldCard }) {
  const reasons = useComputed(() => {
    const why = explanation.value?.explanations[target.name]
    return why && 'value' in why ? rounded(reasonsOf(why), decimalsFor(target)) : NO_REASONS
  })
  const steps = useComputed(() => stepsOf(target, reasons.value))
  const said = useComputed(() => shownNumber(target, reasons.value.to))
  return (
    <section class="reasons amounts" aria-label="Reasons">
      <h2>Why {said}</h2>
      <Waterfall steps={steps} />
      <ReasonTable
        reasons={reasons}
        unit={target.unit ?? 'amount'}
        start="Mean of the training rows"
        end={target.title}
      />
    </section>
  )
}

function stepsOf(target: FieldCard, all: Reasons): Steps {
  const known = loaded.value?.manifest.targets[target.name]
  const { from, parts, to } = foremost(all, MOST)
  const signed = (by: number) => `${by < 0 ? '−' : '+'}${shownNumber(target, Math.abs(by))}`
  const ends = known && 'range' in known ? [known.range.min, known.range.max] : []
  const end = { from, to, colour: 'var(--quiet)' }
  const steps: Step[] = [{ ...end, label: 'Mean of the training rows', says: shownNumber(target, from), to: from }]
  let at = from
  for (const { name, by } of parts) {
    steps.push({
      ...(name ? featureInHand(name) : { label: `${all.parts.length - MOST + 1} other features` }),
      says: signed(by),
      from: at,
      to: at + by,
      colour: by < 0 ? 'var(--warn)' : 'var(--accent)',
    })
    at += by
  }
  steps.push({ ...end, label: target.title, says: shownNumber(target, to) })
  const widest = Math.max(...steps.map(({ says }) => says.length))
  for (const step of steps) step.says = step.says.padStart(widest, '\u2007')
  const [low = 0, high = 1] = extent([...ends, ...steps.flatMap((it) => [it.from, it.to])])
  return { steps, domain: [low, high], mark: from }
}
