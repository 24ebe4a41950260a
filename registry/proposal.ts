import type { ClassTarget, Manifest, NumberTarget } from '../core/model/manifest.js'
import { show } from '../core/numbers.js'
import { between, renderVerdict, shown, spreadOf } from './card.js'
import { table } from './markdown.js'

/**
 * What a person needs to decide whether a model comes into use, in Markdown: its verdict with the figures beside those of the model in
 * use, and how good it is by itself.
 */
export function renderProposal({ verdict, targets }: Manifest): string {
  const all = Object.entries(targets)
  const classes = all.flatMap(([name, it]) => ('classes' in it ? [classRow(name, it)] : []))
  const numbers = all.flatMap(([name, it]) => ('classes' in it ? [] : [numberRow(name, it)]))
  const parts = [
    ...(verdict ? renderVerdict(verdict) : []),
    ...(classes.length > 0 ? [table(['target', ...CLASSES], classes)] : []),
    ...(numbers.length > 0 ? [table(['target', ...NUMBERS], numbers)] : []),
  ]
  return parts.join('\n\n')
}

const CLASSES = ['accuracy in cross-validation', 'accuracy on the test rows', 'log loss there', '90 % interval']
const NUMBERS = ['RMSE in cross-validation', 'RMSE on the test rows', '90 % interval', 'R² there']

const classRow = (name: string, { metrics: { cross_validation: cv, test } }: ClassTarget) => [
  name,
  spreadOf(cv.accuracy),
  show(test.accuracy),
  show(test.log_loss),
  test.log_loss_interval && between(test.log_loss_interval),
]

const numberRow = (name: string, { unit, metrics: { cross_validation: cv, test } }: NumberTarget) => [
  unit ? `${name}, ${unit}` : name,
  spreadOf(cv.rmse),
  shown(test.rmse),
  test.rmse_interval && between(test.rmse_interval),
  show(test.r2),
]
