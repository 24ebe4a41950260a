import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget } from '../../../core/model/manifest.js'
import type { ClassPrediction } from '../../../core/model/predict.js'
import { type Cell, Confusion } from '../../charts/Confusion.js'
import { options, setOptions } from '../../state/address.js'
import { labelOf } from '../../state/fields.js'
import { count, percent, rowCount } from '../../words.js'
import { judged, whyNoRows } from './facts.js'
import { confusionOf, type Judged } from './judge.js'
import { RowList } from './RowList.js'

/** Which classes it takes for which, and the rows behind each number. */
export function Errors({ card, target }: { card: FieldCard; target: ClassTarget }) {
  const labels = target.classes.map((value) => labelOf(card, value))
  const rows = judged.value as Judged<string>[] | undefined
  const cell = chosenCell(target.classes.length)
  const choose = ({ truth, said }: Cell) => {
    const same = cell?.truth === truth && cell.said === said
    setOptions({ cell: same ? undefined : `${truth}.${said}` })
  }
  return (
    <section>
      <h2>Where does it err?</h2>
      <div class={target.classes.length > 8 ? 'stack' : 'columns'}>
        <div>
          <Confusion
            labels={labels}
            table={target.metrics.test.confusion}
            chosen={cell}
            onChoose={rows?.length ? choose : undefined}
          />
          <p class="quiet">
            Found: the share of a class that it recognises (recall). Right when said: the share of its answers of a
            class that are right (precision). {rows?.length ? sayRecomputed(target, rows) : ''}
          </p>
        </div>
        <div>
          {rows?.length ? (
            <Rows card={card} target={target} labels={labels} rows={rows} cell={cell} />
          ) : (
            <p>{whyNoRows.value}</p>
          )}
        </div>
      </div>
    </section>
  )
}

function chosenCell(classCount: number): Cell | undefined {
  const [truth, said] = (options.value.cell ?? '').split('.').map(Number)
  const valid = (index: number | undefined): index is number =>
    Number.isInteger(index) && index! >= 0 && index! < classCount
  return options.value.cell && valid(truth) && valid(said) ? { truth, said } : undefined
}

/** What predicting the test rows once more, here, says of the card's own table. */
function sayRecomputed({ classes, metrics }: ClassTarget, rows: readonly Judged<string>[]): string {
  const { test } = metrics
  if (rows.length < test.rows) {
    return `The numbers are of all ${count(test.rows)} test rows; this version keeps ${count(rows.length)} of them to open.`
  }
  const same = JSON.stringify(confusionOf(classes, rows)) === JSON.stringify(test.confusion)
  return same
    ? 'This page predicted the test rows again and got the same table.'
    : 'This page predicted the test rows again and got another table: do not trust this model before it is trained again.'
}

/** The rows of a cell, or all mistakes, the surest first. */
function Rows({
  card,
  target,
  labels,
  rows,
  cell,
}: {
  card: FieldCard
  target: ClassTarget
  labels: readonly string[]
  rows: readonly Judged<string>[]
  cell: Cell | undefined
}) {
  const said = (row: Judged<string>) => row.said as ClassPrediction
  const shown = rows
    .filter((row) =>
      cell
        ? row.truth === target.classes[cell.truth] && said(row).label === target.classes[cell.said]
        : row.truth !== said(row).label,
    )
    .sort((a, b) => said(b).probability - said(a).probability)
  const title = cell ? sayCell(cell, labels, shown.length) : sayWrong(shown.length)
  return (
    <RowList
      title={title}
      note={
        shown.length === 0
          ? 'Choose a number in the table to see its rows.'
          : 'Where it was surest comes first. A row opens in Predict; a number in the table shows its rows.'
      }
      rows={shown.map((row) => ({
        line: row.line,
        values: row.values,
        was: labelOf(card, row.truth),
        said: `${labelOf(card, said(row).label)}, ${percent(said(row).probability)}`,
      }))}
    />
  )
}

const sayWrong = (rows: number) => (rows === 0 ? 'It gets no row wrong' : `${rowCount(rows)} that it gets wrong`)

const sayCell = ({ truth, said }: Cell, labels: readonly string[], rows: number) =>
  truth === said
    ? `${rowCount(rows)} of ${labels[truth]} that it gets right`
    : `${rowCount(rows)} of ${labels[truth]} that it takes for ${labels[said]}`
