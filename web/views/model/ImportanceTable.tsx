import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget, NumberTarget } from '../../../core/model/manifest.js'
import { colourOf } from '../../charts/palette.js'
import { Scroll } from '../../charts/Scroll.js'
import { classOffset, fields, labelOf } from '../../state/fields.js'
import { amount, stepFor } from '../../words.js'
import { ClassChoice, chosenClass } from '../ClassChoice.js'
import { largest, ranked, totalsOf } from './importance.js'

/** So many features are seen at first. */
export const FIRST = 10
/** So many classes have a column each; of more there is one column, for the class that is chosen, or for all. */
const MOST_COLUMNS = 5

type Target = ClassTarget | NumberTarget
type Outputs = Readonly<Record<string, Readonly<Record<string, number>>>>

interface Column {
  title: string | undefined
  colour: string
  values: Readonly<Record<string, number>>
}

/** How far each feature moves the output on average, the one that moves it most first. */
export function ImportanceTable({ card, target, outputs }: { card: FieldCard; target: Target; outputs: Outputs }) {
  const columns = columnsOf(card, target, outputs)
  const names = ranked(totalsOf(target) ?? {})
  const many = Object.keys(outputs).length > MOST_COLUMNS
  return (
    <section class="importance">
      <h3>How far each feature moves it</h3>
      <p class="quiet">{explainMeasure(card, target)}</p>
      {many && <ClassChoice card={card} label="Class" all="all, on average" />}
      <Lines names={names.slice(0, FIRST)} columns={columns} />
      {names.length > FIRST && (
        <details>
          <summary>{names.length - FIRST} more features</summary>
          <Lines names={names.slice(FIRST)} columns={columns} />
        </details>
      )}
    </section>
  )
}

function Lines({ names, columns }: { names: readonly string[]; columns: readonly Column[] }) {
  const most = largest(columns.map(({ values }) => values))
  const write = (value: number) => amount(value, stepOf(most))
  return (
    <Scroll label="Mean |SHAP value| by feature">
      <table class={columns.length === 1 ? 'single' : undefined}>
        {columns.some(({ title }) => title) && (
          <thead>
            <tr>
              <td />
              {columns.map(({ title }) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">{fields.value.find((it) => it.name === name)?.title ?? name}</th>
              {columns.map(({ title, colour, values }) => (
                <td key={title} class="bar-cell">
                  <svg aria-hidden="true" height={10}>
                    <rect width={`${most > 0 ? ((values[name] ?? 0) / most) * 100 : 0}%`} height={10} fill={colour} />
                  </svg>
                  {write(values[name] ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

/** Three digits of the largest, and no more decimals than two where these say anything. */
const stepOf = (most: number) => (most >= 0.1 ? Math.max(0.01, stepFor(most / 10)) : stepFor(most))

function columnsOf(card: FieldCard, target: Target, outputs: Outputs): Column[] {
  const labels = Object.keys(outputs)
  if (!('classes' in target)) return [{ title: undefined, colour: 'var(--accent)', values: outputs[labels[0]!]! }]
  // Two classes share one score, so that it has the colour of neither.
  if (labels.length === 1) return [{ title: undefined, colour: 'var(--accent)', values: outputs[labels[0]!]! }]
  const column = (label: string) => ({
    title: labelOf(card, label),
    colour: colourOf(classOffset(card) + target.classes.indexOf(label)),
    values: outputs[label]!,
  })
  if (labels.length <= MOST_COLUMNS) return labels.map(column)
  const chosen = chosenClass(card)
  if (chosen !== undefined && outputs[target.classes[chosen]!]) return [column(target.classes[chosen]!)]
  const totals = totalsOf(target)!
  const means = Object.entries(totals).map(([name, total]) => [name, total / labels.length])
  return [{ title: undefined, colour: 'var(--accent)', values: Object.fromEntries(means) }]
}

function explainMeasure(card: FieldCard, target: Target): string {
  const begin = 'How far a feature moves'
  const mean = 'on average over the training rows (the mean |SHAP value|)'
  if (!('classes' in target)) return `${begin} the value up or down, ${mean}${card.unit ? `, in ${card.unit}` : ''}.`
  const odds = 'It is in log-odds: 0.7 doubles the odds, or halves them'
  if (target.classes.length > 2) return `${begin} the score of a class up or down, ${mean}. ${odds}.`
  const [first, second] = target.classes.map((value) => labelOf(card, value))
  return `${begin} the score of ${second} against ${first} up or down, ${mean}. ${odds}.`
}
