import type { Prediction } from '../../core/model/predict.js'
import type { Scored } from '../../scoring/scored.js'

/** What is counted of predictions, for `/metrics`. */
export class PredictionFigures {
  /** Rows by the route that predicted them. */
  readonly rows = new Map<string, number>()
  /** Rows whose values were compared with those of the training, and of these the rows with one that it did not see the like of. */
  checked = 0
  outOfRange = 0
  /** Rows by the class that was predicted for them, of each target; of a number by the empty text. */
  readonly labels = new Map<string, Map<string, number>>()

  constructor(targets: readonly { name: string }[]) {
    for (const { name } of targets) this.labels.set(name, new Map())
  }

  /** Counts rows of a batch, or of what streams by. */
  countScored(route: string, { rows, faulty, outOfRange, labels }: Omit<Scored, 'text'>) {
    increase(this.rows, route, rows - faulty)
    this.checked += rows - faulty
    this.outOfRange += outOfRange
    for (const [target, counts] of labels) {
      for (const [label, count] of counts) if (count > 0) increase(this.labels.get(target)!, label, count)
    }
  }

  count(route: string, rows: readonly Prediction[]) {
    increase(this.rows, route, rows.length)
    this.checked += rows.length
    for (const { warnings } of rows) if (warnings.length > 0) this.outOfRange++
    for (const [target, labels] of this.labels) {
      for (const { predictions } of rows) {
        const prediction = predictions[target]!
        increase(labels, 'label' in prediction ? prediction.label : '', 1)
      }
    }
  }

  /** Counts rows that were predicted for one target alone. */
  countTarget(route: string, target: string, labels: readonly string[]) {
    increase(this.rows, route, labels.length)
    for (const label of labels) increase(this.labels.get(target)!, label, 1)
  }
}

const increase = (counts: Map<string, number>, key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by)
