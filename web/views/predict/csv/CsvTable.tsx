import type { FieldCard } from '../../../../core/dataset/datasetCard.js'
import { Scroll } from '../../../charts/Scroll.js'
import { classOffset, type Field, fields, labelOf, targets } from '../../../state/fields.js'
import { row, setValues } from '../../../state/row.js'
import { axisTitle, count, percent, value } from '../../../words.js'
import { FieldHeads, withoutUnit } from '../../rowCells.js'
import { csvState, list, listing, PAGE_ROWS } from './csvFile.js'
import { notesOf } from './notesOf.js'
import type { Answer, RowShown } from './rowsShown.js'
import { ClassName } from './Totals.js'

/** The rows in the chosen order, and the next ones on demand. */
export function CsvTable() {
  if (!listing.value || csvState.value.is !== 'predicted') return null
  const { page, order } = listing.value
  const { targets: summaries } = csvState.value.summary
  const hasTruth = ({ name }: FieldCard) => summaries[name]?.score !== undefined
  const notes = page.rows.map((it) => notesOf(it, fields.value))
  const anyNote = notes.some((it) => it.length > 0)
  return (
    <>
      <Scroll class="csv-scroll" label="Rows of the file">
        <table class="csv-rows">
          <thead>
            <tr>
              <th class="number">Line</th>
              {targets.value.map((target) => (
                <TargetHeads key={target.name} target={target} truth={hasTruth(target)} />
              ))}
              <FieldHeads of={fields.value} />
              {anyNote && <th>Note</th>}
            </tr>
          </thead>
          <tbody>
            {page.rows.map((it, i) => (
              <Row key={it.line} its={it} notes={anyNote ? notes[i] : undefined} hasTruth={hasTruth} />
            ))}
          </tbody>
        </table>
      </Scroll>
      <p class="csv-choice">
        <span class="quiet">
          {count(page.rows.length)} of {count(page.of)} rows
        </span>
        {page.rows.length < page.of && (
          <button type="button" onClick={() => list(order, page.rows.length + PAGE_ROWS)}>
            Show {count(Math.min(PAGE_ROWS, page.of - page.rows.length))} more
          </button>
        )}
      </p>
    </>
  )
}

function TargetHeads({ target, truth }: { target: FieldCard; truth: boolean }) {
  const isNumber = target.kind === 'number'
  return (
    <>
      <th class={isNumber ? 'number' : undefined}>{axisTitle(target)}</th>
      {!isNumber && <th class="number">Probability</th>}
      {truth && <th class={isNumber ? 'number' : undefined}>In the file</th>}
    </>
  )
}

interface RowProps {
  its: RowShown
  /** Undefined where no row that is shown has one. */
  notes: readonly string[] | undefined
  hasTruth: (target: FieldCard) => boolean
}

function Row({ its, notes, hasTruth }: RowProps) {
  const { line, values, texts, faults, answers } = its
  const inHand = values && fields.value.every(({ name }) => (row.value[name] ?? null) === (values[name] ?? null))
  return (
    <tr aria-current={inHand ? 'true' : undefined}>
      <td class="number">
        {values ? (
          <button type="button" class="csv-open" onClick={() => open(its)} aria-label={`Open line ${line} in Predict`}>
            {line}
          </button>
        ) : (
          line
        )}
      </td>
      {targets.value.map((target) => (
        <AnswerCells key={target.name} target={target} answer={answers[target.name]} truth={hasTruth(target)} />
      ))}
      {fields.value.map((field, i) => (
        <td key={field.name} class={cellClass(field, its)}>
          {values ? withoutUnit(field, values[field.name]) : texts[i]}
        </td>
      ))}
      {notes && <td class={faults.length > 0 ? 'bad csv-note' : 'quiet csv-note'}>{notes.join(' ')}</td>}
    </tr>
  )
}

const cellClass = ({ kind, name }: Field, { faults }: RowShown) =>
  [kind === 'number' && 'number', faults.some(({ feature }) => feature === name) && 'csv-fault']
    .filter(Boolean)
    .join(' ')

interface AnswerProps {
  target: FieldCard
  answer: Answer | undefined
  truth: boolean
}

function AnswerCells({ target, answer, truth }: AnswerProps) {
  if (target.kind === 'number') {
    return (
      <>
        <td class="number">{answer && value({ ...target, unit: '' }, Number(answer.said))}</td>
        {truth && (
          <td class="number">{answer?.truth !== undefined && value({ ...target, unit: '' }, Number(answer.truth))}</td>
        )}
      </>
    )
  }
  const wrong = answer?.truth !== undefined && answer.truth !== answer.said
  return (
    <>
      <td>{answer && <Class target={target} label={answer.said} />}</td>
      <td class="number">{answer && percent(answer.probability)}</td>
      {truth && (
        <td class={wrong ? 'bad' : 'quiet'}>
          {answer?.truth !== undefined && `${wrong ? '✗ ' : '✓ '}${labelOf(target, String(answer.truth))}`}
        </td>
      )}
    </>
  )
}

function Class({ target, label }: { target: FieldCard; label: string | number }) {
  const place = target.categories?.findIndex((it) => it.value === label) ?? 0
  return <ClassName index={classOffset(target) + place} label={labelOf(target, String(label))} />
}

/** Takes the row's values, and goes where they are. */
function open({ values }: RowShown) {
  if (values) setValues(values)
  scrollTo({ top: 0 })
}
