import { table } from './element.js'
import { byUse, titleOf } from './train.js'
import { like, parameterName, percent, score } from './words.js'

/** Of a trial: its log loss, where it has classes, and the squared error of its numbers. */
const lossOf = ({ log_loss = 0, relative_squared_error = 0 }) => log_loss + relative_squared_error

/** The trials that are done, the best first: what differs between them, and what each is worth. */
export function showTrials(trials, targets = {}) {
  const sorted = [...trials].sort((a, b) => lossOf(a) - lossOf(b))
  const [best] = sorted
  const varied = Object.keys(best.parameters)
    .filter((key) => trials.length === 1 || new Set(trials.map((it) => it.parameters[key])).size > 1)
    .sort(byUse)
  const columns = [
    { title: 'Place', of: (it) => (it === best ? '1 (best)' : String(sorted.indexOf(it) + 1)) },
    ...varied.map((key) => ({ title: parameterName(key), isNumber: true, of: (it) => String(it.parameters[key]) })),
    best.log_loss !== undefined && { title: 'Log loss', isNumber: true, of: (it) => it.log_loss.toFixed(4) },
    ...Object.keys(best.accuracy).map((name) => ({
      title: `${titleOf(name, targets)}, accuracy`,
      isNumber: true,
      of: (it) => percent(it.accuracy[name]),
    })),
    best.relative_squared_error !== undefined && {
      title: 'Squared error, as a share of what the mean would give',
      isNumber: true,
      of: (it) => score(it.relative_squared_error),
    },
    ...Object.keys(best.rmse ?? {}).map((name) => ({
      title: `${titleOf(name, targets)}, RMSE${targets[name]?.unit ? ` in ${targets[name].unit}` : ''}`,
      isNumber: true,
      of: (it) => like(best.rmse[name])(it.rmse[name]),
    })),
  ].filter(Boolean)
  return [
    table(
      'The trials, the best first',
      'In cross-validation of the training rows.',
      columns,
      sorted,
      (it) => it === best,
    ),
  ]
}
