import { Counter, type Registry } from 'prom-client'
import type { PredictionFigures } from './predictionFigures.js'

/** Adds what was counted of predictions to what Prometheus is told. */
export function addPredictionMetrics(registry: Registry, figures: PredictionFigures) {
  const registers = [registry]
  new Counter({
    name: 'penguins_predicted_rows_total',
    help: 'Rows predicted.',
    labelNames: ['route'],
    registers,
    collect() {
      this.reset()
      for (const [route, rows] of figures.rows) this.inc({ route }, rows)
    },
  })
  new Counter({
    name: 'penguins_checked_rows_total',
    help: 'Rows whose values were compared with those of the training.',
    registers,
    collect() {
      this.reset()
      this.inc(figures.checked)
    },
  })
  new Counter({
    name: 'penguins_out_of_range_rows_total',
    help: 'Of these, rows with a value that training did not see the like of.',
    registers,
    collect() {
      this.reset()
      this.inc(figures.outOfRange)
    },
  })
  new Counter({
    name: 'penguins_predictions_total',
    help: 'Predictions by target and, where it has classes, by the class predicted.',
    labelNames: ['target', 'label'],
    registers,
    collect() {
      this.reset()
      for (const [target, labels] of figures.labels) {
        for (const [label, rows] of labels) this.inc({ target, ...(label !== '' && { label }) }, rows)
      }
    },
  })
}
