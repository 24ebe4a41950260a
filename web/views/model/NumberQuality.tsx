import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { NumberTarget } from '../../../core/model/manifest.js'
import { Actual } from '../../charts/Actual.js'
import { Histogram } from '../../charts/Histogram.js'
import { Numbers } from '../../charts/Numbers.js'
import { amount, rowCount } from '../../words.js'
import { judged, whyNoRows } from './facts.js'
import type { Judged } from './judge.js'
import { NumberFigures } from './NumberFigures.js'
import { RowList } from './RowList.js'
import { errorBins, type Residual, reachOf, residualsOf } from './residuals.js'
import { rmseStep } from './says.js'

/** How good a target that is a number is, and where it errs. */
export function NumberQuality({ card, target }: { card: FieldCard; target: NumberTarget }) {
  const rows = judged.value as Judged<number>[] | undefined
  const { test, cross_validation } = target.metrics
  const step = rmseStep(cross_validation.rmse.sd, test.rmse_interval)
  const unit = card.unit ? `\u00a0${card.unit}` : ''
  const write = (value: number) => `${amount(value, step)}${unit}`
  return (
    <>
      <NumberFigures card={card} target={target} write={write} />
      <section>
        <h2>Where does it err?</h2>
        {rows?.length ? (
          <Off card={card} rows={residualsOf(rows)} all={test.rows} write={write} />
        ) : (
          <p>{whyNoRows.value}</p>
        )}
      </section>
    </>
  )
}

type Write = (value: number) => string

function Off({ card, rows, all, write }: { card: FieldCard; rows: readonly Residual[]; all: number; write: Write }) {
  const { half, most } = reachOf(rows)
  const bins = errorBins(rows)
  const unit = card.unit ? `, ${card.unit}` : ''
  return (
    <div class="columns">
      <div>
        <p class="prose">
          Half of the test rows are within {write(half)} of what they were, nine of ten within {write(most)}.
          {rows.length < all ? ` This version keeps ${rows.length} of ${all} test rows.` : ''}
        </p>
        <div class="actual">
          <Actual
            label={`What the model says of ${rowCount(rows.length)} by what they were; half are within ${write(half)} of the diagonal.`}
            unit={unit}
            points={rows.map(({ truth, value }) => [truth, value])}
          />
        </div>
        <h3>What the model says, minus what it was{unit}</h3>
        <Histogram
          label={`Errors of ${rowCount(rows.length)}, from ${write(bins.edges[0]!)} to ${write(bins.edges.at(-1)!)}`}
          bins={{ edges: bins.edges }}
          all={bins.counts}
          strips={[{ title: 'Test rows', counts: bins.counts, colour: 'var(--accent)' }]}
          mark={0}
        />
        <Numbers
          of="the errors"
          head={['Error', 'rows']}
          rows={() =>
            bins.counts.map((count, i) => [`${write(bins.edges[i]!)} to ${write(bins.edges[i + 1]!)}`, count])
          }
        />
      </div>
      <RowList
        title="The test rows, the furthest off first"
        note="A row opens in Predict."
        rows={rows.map(({ line, values, truth, value, off }) => ({
          line,
          values,
          was: write(truth),
          said: `${write(value)}, ${off > 0 ? '+' : ''}${write(off)}`,
        }))}
      />
    </div>
  )
}
