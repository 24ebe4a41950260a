import type { Prediction } from '../../core/model/predict.js'

/** What is counted of predictions, for `/metrics`. */
export class PredictionFigures {
  /** Rows by the route that predicted them. */
  readonly rows = new Map<string, number>()
  /** Rows with a value that training did not see the like of. */
  outOfRange = 0
  /** Rows by the class that was predicted for them, of each target; of a number by the empty text. */
  readonly labels = new Map<string, Map<string, number>>()

  constructor(targets: readonly { name: string }[]) {
    for (const { name } of targets) this.labels.set(name, new Map())
  }

  count(route: string, rows: readonly Prediction[]) {
    increase(this.rows, route, rows.length)
    for (const { warnings } of rows) if (warnings.length > 0) this.outOfRange++
    for (const [target, labels] of this.labels) {
      for (const { predictions } of rows) {
        const prediction = predictions[target]!
        increase(labels, 'label' in prediction ? prediction.label : '', 1)
      }
    }
  }
}

const increase = (counts: Map<string, number>, key: string, by: number) => counts.set(key, (counts.get(key) ?? 0) + by)
