import { extent } from 'd3-array'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassesExplanation } from '../../../core/model/explain.js'
import { colourOf } from '../../charts/palette.js'
import { type Step, Waterfall } from '../../charts/Waterfall.js'
import { options, setOptions } from '../../state/address.js'
import { classOffset, fields, labelOf } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { row } from '../../state/row.js'
import { factor, shown } from '../../words.js'
import { ReasonTable } from './ReasonTable.js'
import { foremost, type Reasons, reasonsFor, rounded } from './reasonsFor.js'

/** So many features are named. */
const MOST = 8

/** Why one class rather than another: how many times likelier each feature makes it. */
export function ClassReasons({ target, why }: { target: FieldCard; why: ClassesExplanation }) {
  const classes = target.categories ?? []
  const marginOf = (value: string) => why.classes[value]?.margin ?? Number.NEGATIVE_INFINITY
  const ranked = classes.map(({ value }) => value).sort((a, b) => marginOf(b) - marginOf(a))
  const wanted = (key: string) => ranked.find((value) => value === options.value[key])
  const x = wanted('why') ?? ranked[0]!
  const y = [wanted('than'), ...ranked].find((value) => value !== undefined && value !== x)!
  const isLogistic = loaded.value?.manifest.targets[target.name]?.objective === 'binary:logistic'
  const reasons = rounded(reasonsFor(why.classes[x]!, why.classes[y]!, isLogistic), 3)
  const [xLabel, yLabel] = [labelOf(target, x), labelOf(target, y)]
  const names = new Map(
    fields.value.map((field) => [field.name, `${field.title} ${shown(field, row.value[field.name])}`]),
  )

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
      <Waterfall {...stepsOf(foremost(reasons, MOST))} mark={0} />
      <ReasonTable
        reasons={reasons}
        nameOf={(name) => names.get(name) ?? name}
        unit="natural logarithm of the factor"
        start="Before any feature"
        end="All together"
      />
    </section>
  )

  function stepsOf({ from, parts, to }: Reasons) {
    const offset = classOffset(target)
    const indexOf = (value: string) => offset + classes.findIndex((it) => it.value === value)
    const step = (key: string, label: string, start: number, end: number): Step => {
      const by = end - start
      const says =
        factor(Math.exp(Math.abs(by))) === '1.0'
          ? 'no difference'
          : `${factor(Math.exp(Math.abs(by)))} × ${by > 0 ? xLabel : yLabel}`
      return { key, label, says, from: start, to: end, colour: colourOf(indexOf(by > 0 ? x : y)) }
    }
    let at = from
    const steps = [step('start', 'Before any feature', 0, from)]
    for (const { name, by } of parts) {
      steps.push(
        step(`.${name}`, name ? names.get(name)! : `${reasons.parts.length - MOST + 1} other features`, at, at + by),
      )
      at += by
    }
    steps.push(step('end', 'All together', 0, to))
    const [low = 0, high = 0] = extent(steps.flatMap((it) => [it.from, it.to]))
    // Whole powers of ten, so that the scale seldom changes.
    const domain = [
      Math.min(-1, Math.floor(low / Math.LN10)) * Math.LN10,
      Math.max(1, Math.ceil(high / Math.LN10)) * Math.LN10,
    ] as const
    return { steps, domain }
  }
}
