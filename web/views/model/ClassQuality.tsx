import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { ClassTarget } from '../../../core/model/manifest.js'
import { wilson } from '../../../core/wilson.js'
import { type Bin, Calibration } from '../../charts/Calibration.js'
import { Scroll } from '../../charts/Scroll.js'
import { count, rowCount, shareOf } from '../../words.js'
import { ClassFigures } from './ClassFigures.js'
import { Errors } from './Errors.js'

/** How good a target with classes is, and where it errs. */
export function ClassQuality({ card, target }: { card: FieldCard; target: ClassTarget }) {
  return (
    <>
      <ClassFigures card={card} target={target} />
      <Errors card={card} target={target} />
      <Sureness target={target} />
    </>
  )
}

/** Whether its probabilities can be taken at their word. */
function Sureness({ target }: { target: ClassTarget }) {
  const calibration = target.metrics.calibration
  if (!calibration?.length) return null
  const bins = calibration.map(({ rows, probability, accuracy }) => {
    const hits = Math.round(accuracy * rows)
    return { rows, said: probability, right: hits / rows, ...wilson(hits, rows) }
  })
  const largest = bins.reduce((most, bin) => (bin.rows > most.rows ? bin : most))
  const says = shareOf(largest.said, largest.rows)
  return (
    <section>
      <h2>Is it as sure as it should be?</h2>
      <div class="columns">
        <Calibration bins={bins} />
        <div>
          <p class="prose">
            Of {rowCount(largest.rows)} on which it is about {says} sure, {shareOf(largest.right, largest.rows)} are
            right. On the dashed line the two are equal. The number beside a point says how many rows it stands for, the
            bar is the 90&nbsp;% interval: few rows say little.
          </p>
          <Scroll label="How sure it is, and how often right">
            <CalibrationTable bins={bins} />
          </Scroll>
        </div>
      </div>
    </section>
  )
}

function CalibrationTable({ bins }: { bins: readonly Bin[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col" class="number">
            Sure
          </th>
          <th scope="col" class="number">
            Rows
          </th>
          <th scope="col" class="number">
            Right
          </th>
          <th scope="col" class="number">
            90 % interval
          </th>
        </tr>
      </thead>
      <tbody>
        {bins.map(({ rows, said, right, low, high }) => (
          <tr key={said}>
            <td class="number">{shareOf(said, rows)}</td>
            <td class="number">{count(rows)}</td>
            <td class="number">{shareOf(right, rows)}</td>
            <td class="number">
              {shareOf(low, rows)} to {shareOf(high, rows)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
