import type { ClassTarget, Manifest, NumberTarget } from '../core/model/manifest.js'
import { show } from '../core/numbers.js'
import { between, shown, spreadOf, verdictTables } from './card.js'
import { table } from './markdown.js'

/**
 * What a person needs to decide whether a model comes into use, in Markdown: its verdict, how good it is by itself, and its figures
 * beside those of the model in use.
 */
export function renderProposal({ verdict, targets }: Manifest): string {
  const all = Object.entries(targets)
  const classes = all.flatMap(([name, it]) => ('classes' in it ? [classRow(name, it)] : []))
  const numbers = all.flatMap(([name, it]) => ('classes' in it ? [] : [numberRow(name, it)]))
  const parts = [
    ...(verdict ? [`**${verdict.says.charAt(0).toUpperCase()}${verdict.says.slice(1)}.**`] : []),
    ...(classes.length > 0 ? [table(['target', ...CLASSES], classes)] : []),
    ...(numbers.length > 0 ? [table(['target', ...NUMBERS], numbers)] : []),
    ...(verdict ? verdictTables(verdict) : []),
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
