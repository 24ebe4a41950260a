import { useComputed } from '@preact/signals'
import { extent } from 'd3-array'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { colourOf } from '../../charts/palette.js'
import { type Step, type Steps, Waterfall } from '../../charts/Waterfall.js'
import { options, setOptions } from '../../state/address.js'
import { explanation } from '../../state/along.js'
import { classOffset, labelOf } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { factor } from '../../words.js'
import { featureInHand } from './featureInHand.js'
import { ReasonTable } from './ReasonTable.js'
import { foremost, NO_REASONS, type Reasons, reasonsFor, rounded } from './reasonsFor.js'

/** So many features are named. */
const MOST = 8

/** Why one class rather than another: how many times likelier each feature makes it. */
export function ClassReasons({ target }: { target: FieldCard }) {
  const classes = target.categories ?? []
  const why = useComputed(() => {
    const it = explanation.value?.explanations[target.name]
    return it && 'classes' in it ? it.classes : {}
  })
  const pair = useComputed(() => pairOf(target, why.value))
  const reasons = useComputed(() => {
    const [x, y] = pair.value.map((value) => why.value[value])
    const isLogistic = loaded.value?.manifest.targets[target.name]?.objective === 'binary:logistic'
    return x && y ? rounded(reasonsFor(x, y, isLogistic), 3) : NO_REASONS
  })
  const steps = useComputed(() => stepsOf(target, pair.value, reasons.value))
  const x = useComputed(() => pair.value[0]).value
  const y = useComputed(() => pair.value[1]).value

  const choose = (key: 'why' | 'than', value: string) => (
    <select
      aria-label={key === 'why' ? 'Why' : 'rather than'}
      value={value}
      onInput={({ currentTarget }) =>
        setOptions({
          ...(key === 'why' && currentTarget.value === y && { than: undefined }),
          [key]: currentTarget.value,
        })
      }
    >
      {classes
        .filter((it) => key === 'why' || it.value !== x)
        .map((it) => (
          <option key={it.value} value={it.value}>
            {it.label}
          </option>
        ))}
    </select>
  )

  return (
    <section class="reasons" aria-label="Reasons">
      <h2>
        Why {choose('why', x)} rather than {choose('than', y)}
      </h2>
      <p class="quiet">How many times likelier, by feature:</p>
      <Waterfall steps={steps} />
      <ReasonTable
        reasons={reasons}
        unit="natural logarithm of the factor"
        start="Before any feature"
        end="All together"
      />
    </section>
  )
}

type Classes = Readonly<Record<string, { margin: number }>>

/** The two classes that the address asks for, or else the two likeliest. */
function pairOf({ categories = [] }: FieldCard, why: Classes): [x: string, y: string] {
  const marginOf = (value: string) => why[value]?.margin ?? Number.NEGATIVE_INFINITY
  const ranked = categories.map(({ value }) => value).sort((a, b) => marginOf(b) - marginOf(a))
  const wanted = (key: string) => ranked.find((value) => value === options.value[key])
  const x = wanted('why') ?? ranked[0]!
  return [x, [wanted('than'), ...ranked].find((value) => value !== undefined && value !== x)!]
}

function stepsOf(target: FieldCard, [x, y]: [string, string], reasons: Reasons): Steps {
  const { from, parts, to } = foremost(reasons, MOST)
  const offset = classOffset(target)
  const indexOf = (value: string) => offset + (target.categories ?? []).findIndex((it) => it.value === value)
  const step = (label: Pick<Step, 'label' | 'value'>, start: number, end: number): Step => {
    const by = end - start
    const times = factor(Math.exp(Math.abs(by)))
    const likelier = by > 0 ? x : y
    const says = times === '1.0' ? 'no difference' : `${times} × ${labelOf(target, likelier)}`
    return { ...label, says, from: start, to: end, colour: colourOf(indexOf(likelier)) }
  }
  let at = from
  const steps = [step({ label: 'Before any feature' }, 0, from)]
  for (const { name, by } of parts) {
    const label = name ? featureInHand(name) : { label: `${reasons.parts.length - MOST + 1} other features` }
    steps.push(step(label, at, at + by))
    at += by
  }
  steps.push(step({ label: 'All together' }, 0, to))
  const [low = 0, high = 0] = extent(steps.flatMap((it) => [it.from, it.to]))
  // Whole powers of ten, so that the scale seldom changes.
  const domain = [
    Math.min(-1, Math.floor(low / Math.LN10)) * Math.LN10,
    Math.max(1, Math.ceil(high / Math.LN10)) * Math.LN10,
  ] as const
  return { steps, domain, mark: 0 }
}
