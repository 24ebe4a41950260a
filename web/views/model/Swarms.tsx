import { quantileSorted } from 'd3-array'
import { useEffect } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget, NumberTarget } from '../../../core/model/manifest.js'
import { Beeswarm, type Swarm, ValueScale } from '../../charts/Beeswarm.js'
import { Numbers } from '../../charts/Numbers.js'
import { type Field, fields, labelOf } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { amount, count, rowCount, stepFor } from '../../words.js'
import { ClassChoice, chosenClass } from '../ClassChoice.js'
import { type Explained, explained, explainInIdleTime } from './explained.js'
import { kept, whyNoRows } from './facts.js'
import { FIRST } from './ImportanceTable.js'
import { ranked, totalsOf } from './importance.js'

type Target = ClassTarget | NumberTarget

/** How the contributions of each feature are spread over the rows, and for which of its values they are high. */
export function Swarms({ card, target }: { card: FieldCard; target: Target }) {
  const model = loaded.value?.model
  const rows = kept.value
  useEffect(() => (model && rows ? explainInIdleTime(model, rows) : undefined), [model, rows])
  const ready = explained.value?.model === model ? explained.value : undefined
  const names = ranked(totalsOf(target) ?? {})
  const label = outputOf(card, target)
  return (
    <section class="swarms">
      <h3>Which way, row by row</h3>
      {!model || !rows || ready?.problem ? (
        <p>{ready?.problem ?? whyNoRows.value}</p>
      ) : (
        <>
          <p class="quiet">
            Each dot is one of {rowCount(ready?.rows.length ?? Math.min(rows.length, 500))}
            {ready && ready.rows.length < rows.length ? ` (out of ${count(rows.length)})` : ''}: it lies as far from 0
            as the feature moves that row (its SHAP value).
          </p>
          {'classes' in target && target.classes.length > 2 && <ClassChoice card={card} label="Class" />}
          <Pictures card={card} names={names} rows={ready?.rows ?? []} target={target} label={label} />
          <ValueScale />
        </>
      )}
    </section>
  )
}

function Pictures({
  card,
  names,
  rows,
  target,
  label,
}: {
  card: FieldCard
  names: readonly string[]
  rows: readonly Explained[]
  target: Target
  label: string | undefined
}) {
  const picture = (some: readonly string[]) => {
    const own = some.flatMap((name) => fields.value.filter((it) => it.name === name))
    const name = label === undefined ? card.title : labelOf(card, label)
    const swarms = own.map((field) => swarmOf(field, rows, card.name, label))
    return (
      <>
        <Beeswarm
          label={`How far each of ${own.length} features moves ${name}, row by row: ${own.map(({ title }) => title).join(', ')}`}
          swarms={swarms}
          against={'classes' in target ? `against ${name}` : 'lower'}
          toward={'classes' in target ? `for ${name}` : `higher${card.unit ? `, ${card.unit}` : ''}`}
        />
        <Numbers
          of="the SHAP values"
          head={['Feature', 'Least', 'Lower quartile', 'Median', 'Upper quartile', 'Most']}
          rows={() => swarms.map(quantiles)}
        />
      </>
    )
  }
  return (
    <>
      {picture(names.slice(0, FIRST))}
      {names.length > FIRST && (
        <details>
          <summary>{names.length - FIRST} more features</summary>
          {picture(names.slice(FIRST))}
        </details>
      )}
    </>
  )
}

/** The SHAP values that so many of the rows are below. */
function quantiles({ title, points }: Swarm): string[] {
  const values = points.map(({ x }) => x).sort((a, b) => a - b)
  const step = stepFor((values.at(-1) ?? 0) - (values[0] ?? 0))
  return [title, ...[0, 0.25, 0.5, 0.75, 1].map((share) => amount(quantileSorted(values, share) ?? 0, step))]
}

/** The class that the picture is about; of two, the second, as the model has it. */
function outputOf(card: FieldCard, target: Target): string | undefined {
  if (!('classes' in target)) return undefined
  return target.classes.length === 2 ? target.classes[1]! : target.classes[chosenClass(card) ?? 0]!
}

function swarmOf(field: Field, rows: readonly Explained[], target: string, label: string | undefined): Swarm {
  const points = rows.map(({ values, explanation }) => {
    const own = explanation.explanations[target]!
    const { contributions } = 'classes' in own ? own.classes[label!]! : own
    return { x: contributions[field.name]!, value: placeOf(field, values[field.name]) }
  })
  return { title: field.title, points }
}

/** Where a value lies in what training saw, from 0 to 1. */
function placeOf({ seen }: Field, value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value !== 'number' || !seen) return undefined
  return seen.max > seen.min ? Math.min(1, Math.max(0, (value - seen.min) / (seen.max - seen.min))) : 0.5
}
