import { extent } from 'd3-array'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { NumberExplanation } from '../../../core/model/explain.js'
import { type Step, Waterfall } from '../../charts/Waterfall.js'
import { fields } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { row } from '../../state/row.js'
import { shown } from '../../words.js'
import { decimalsFor, shownNumber } from './amount.js'
import { ReasonTable } from './ReasonTable.js'
import { foremost, reasonsOf, rounded } from './reasonsFor.js'

/** So many features are named. */
const MOST = 8

/** Why a number is what it is: from the mean over the training rows to the value, feature by feature. */
export function NumberReasons({ target, why }: { target: FieldCard; why: NumberExplanation }) {
  const known = loaded.value?.manifest.targets[target.name]
  const all = rounded(reasonsOf(why), decimalsFor(target))
  const { from, parts, to } = foremost(all, MOST)
  const names = new Map(
    fields.value.map((field) => [field.name, `${field.title} ${shown(field, row.value[field.name])}`]),
  )
  const signed = (by: number) => `${by < 0 ? '−' : '+'}${shownNumber(target, Math.abs(by))}`
  const ends = known && 'range' in known ? [known.range.min, known.range.max] : []
  let at = from
  const steps: Step[] = [
    {
      key: 'start',
      label: 'Mean of the training rows',
      says: shownNumber(target, from),
      from,
      to: from,
      colour: 'var(--quiet)',
    },
  ]
  for (const { name, by } of parts) {
    const label = name ? names.get(name)! : `${all.parts.length - MOST + 1} other features`
    steps.push({
      key: `.${name}`,
      label,
      says: signed(by),
      from: at,
      to: at + by,
      colour: by < 0 ? 'var(--warn)' : 'var(--accent)',
    })
    at += by
  }
  steps.push({ key: 'end', label: target.title, says: shownNumber(target, to), from, to, colour: 'var(--quiet)' })
  const [low = 0, high = 1] = extent([...ends, ...steps.flatMap((it) => [it.from, it.to])])
  return (
    <section class="reasons" aria-label="Reasons">
      <h2>Why {shownNumber(target, to)}</h2>
      <Waterfall steps={steps} domain={[low, high]} mark={from} />
      <ReasonTable
        reasons={all}
        nameOf={(name) => names.get(name) ?? name}
        unit={target.unit ?? 'amount'}
        start="Mean of the training rows"
        end={target.title}
      />
    </section>
  )
}
