import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { NumberTarget } from '../../../core/model/manifest.js'
import { shareOf } from '../../words.js'
import { FigureTable } from './FigureTable.js'
import { verdictOf } from './facts.js'
import { HowSure } from './HowSure.js'

/** How far off it is, and how much of the differences between rows it explains. */
export function NumberFigures({
  card,
  target,
  write,
}: {
  card: FieldCard
  target: NumberTarget
  write: (value: number) => string
}) {
  const { test, cross_validation } = target.metrics
  const { rmse, r2, folds } = cross_validation
  const guessing = verdictOf(card.name)?.guessing
  const interval = test.rmse_interval
  const from = 'In cross-validation'
  const share = (value: number) => (value < 0 ? 'none' : shareOf(value, test.rows))
  return (
    <section>
      <h2>How good is it?</h2>
      <HowSure folds={folds} />
      <div class="columns">
        <FigureTable
          title="How far off is it?"
          note={`RMSE: the root mean squared error, in which large errors weigh more. Less is better. The mean absolute error is ${write(test.mae)}.`}
          from={0}
          ends={['0', '']}
          lines={[
            {
              from: 'On the test rows',
              value: test.rmse,
              ...interval,
              says: write(test.rmse) + (interval ? ';' : ''),
              ...(interval && { sure: `90\u00a0% interval ${write(interval.low)} to ${write(interval.high)}` }),
            },
            {
              from,
              value: rmse.mean,
              low: Math.max(0, rmse.mean - rmse.sd),
              high: rmse.mean + rmse.sd,
              says: write(rmse.mean),
              sure: `± ${write(rmse.sd)} over ${folds} folds`,
            },
            ...(guessing === undefined
              ? []
              : [{ from: 'Always saying the mean', value: Math.sqrt(guessing), says: write(Math.sqrt(guessing)) }]),
          ]}
        />
        <FigureTable
          title="How much does it explain?"
          note="R²: the share of the differences between rows (the variance) that it explains. More is better."
          from={Math.min(0, test.r2, r2.mean - r2.sd)}
          to={1}
          ends={['', '100\u00a0%']}
          lines={[
            { from: 'On the test rows', value: test.r2, says: share(test.r2) },
            {
              from,
              value: r2.mean,
              low: r2.mean - r2.sd,
              high: Math.min(1, r2.mean + r2.sd),
              says: share(r2.mean),
              sure: `± ${Math.round(r2.sd * 100)} over ${folds} folds`,
            },
            { from: 'Always saying the mean', value: 0, says: '0\u00a0%' },
          ]}
        />
      </div>
    </section>
  )
}
