import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget } from '../../../core/model/manifest.js'
import { wilson } from '../../../core/wilson.js'
import { labelOf } from '../../state/fields.js'
import { amount, shareOf, stepFor } from '../../words.js'
import { FigureTable } from './FigureTable.js'
import { verdictOf } from './facts.js'
import { HowSure } from './HowSure.js'
import { commonestClass, hitsOf } from './says.js'

/** How often it is right, and how good its probabilities are. */
export function ClassFigures({ card, target }: { card: FieldCard; target: ClassTarget }) {
  return (
    <section>
      <h2>How good is it?</h2>
      <HowSure folds={target.metrics.cross_validation.folds} />
      <div class="columns">
        <Accuracy card={card} target={target} />
        <LogLoss target={target} name={card.name} />
      </div>
    </section>
  )
}

function Accuracy({ card, target }: { card: FieldCard; target: ClassTarget }) {
  const { test, cross_validation } = target.metrics
  const { rows } = test
  const hits = hitsOf(target)
  const interval = wilson(hits, rows)
  const { folds } = cross_validation
  const { mean, sd } = cross_validation.accuracy
  const foldRows = target.rows.train / folds
  const guess = commonestClass(target)
  return (
    <FigureTable
      title="How often is it right?"
      note="Accuracy: the share of rows whose likeliest class is the right one. More is better."
      from={0}
      to={1}
      ends={['0\u00a0%', '100\u00a0%']}
      lines={[
        {
          from: 'On the test rows',
          value: hits / rows,
          ...interval,
          says: `${shareOf(hits / rows, rows)}, ${hits} of ${rows};`,
          sure: `90\u00a0% interval ${shareOf(interval.low, rows)} to ${shareOf(interval.high, rows)}`,
        },
        {
          from: 'In cross-validation',
          value: mean,
          low: Math.max(0, mean - sd),
          high: Math.min(1, mean + sd),
          says: shareOf(mean, foldRows),
          sure: `± ${amount(sd * 100, foldRows < 1000 ? 1 : 0.1)} over ${folds} folds`,
        },
        {
          from: `Always saying ${labelOf(card, guess.label)}`,
          value: guess.rows / rows,
          says: shareOf(guess.rows / rows, rows),
        },
      ]}
    />
  )
}

function LogLoss({ target, name }: { target: ClassTarget; name: string }) {
  const { test, cross_validation } = target.metrics
  const { mean, sd } = cross_validation.log_loss
  const interval = test.log_loss_interval
  const step = Math.max(0.001, stepFor(interval ? interval.high - interval.low : sd))
  const write = (value: number) => amount(value, step)
  const guessing = verdictOf(name)?.guessing
  return (
    <FigureTable
      title="How good are its probabilities?"
      note="Log loss: 0 is sure and right, and it costs most to be sure and wrong. Less is better."
      from={0}
      ends={['0', '']}
      lines={[
        {
          from: 'On the test rows',
          value: test.log_loss,
          ...interval,
          says: write(test.log_loss) + (interval ? ';' : ''),
          ...(interval && { sure: `90\u00a0% interval ${write(interval.low)} to ${write(interval.high)}` }),
        },
        {
          from: 'In cross-validation',
          value: mean,
          low: Math.max(0, mean - sd),
          high: mean + sd,
          says: write(mean),
          sure: `± ${write(sd)} over ${cross_validation.folds} folds`,
        },
        ...(guessing === undefined
          ? []
          : [{ from: 'Always saying how common each class is', value: guessing, says: write(guessing) }]),
      ]}
    />
  )
}
