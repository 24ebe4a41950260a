import { element, facts, figures, more, table } from './element.js'
import { count, like, parameterName, percent, percentWithSpread, score, sentence, words } from './words.js'

/** A target's name for people; older results have the column's alone. */
export const titleOf = (name, targets = {}) => targets[name]?.title ?? words(name)

const withUnit = (text, unit) => (unit ? `${text} ${unit}` : text)

const CLASSES = [
  { title: 'Target', of: ([name, it]) => it.title ?? words(name) },
  {
    title: 'Accuracy in cross-validation',
    isNumber: true,
    of: ([, it]) => percentWithSpread(it.cv_accuracy, it.cv_sd),
  },
  { title: 'Accuracy on the test rows', isNumber: true, of: ([, it]) => percent(it.test_accuracy) },
  { title: 'Macro F1', isNumber: true, of: ([, it]) => score(it.test_macro_f1) },
  { title: 'Log loss', isNumber: true, of: ([, it]) => score(it.test_log_loss) },
]

const error = (key, spread) => (entry) => {
  const [, it] = entry
  const shown = like(it.cv_rmse)
  return withUnit(spread ? `${shown(it[key])} ± ${shown(it[spread])}` : shown(it[key]), it.unit)
}

const NUMBERS = [
  { title: 'Target', of: ([name, it]) => it.title ?? words(name) },
  { title: 'RMSE in cross-validation', isNumber: true, of: error('cv_rmse', 'cv_sd') },
  { title: 'RMSE on the test rows', isNumber: true, of: error('test_rmse') },
  { title: 'Mean absolute error', isNumber: true, of: error('test_mae') },
  { title: 'R²', isNumber: true, of: ([, it]) => score(it.test_r2) },
]

/** The verdict, and how good the model is: what a run comes to. */
export function showQuality({ version, verdict, targets, in_use }) {
  const all = Object.entries(targets)
  const classes = all.filter(([, it]) => 'cv_accuracy' in it)
  const numbers = all.filter(([, it]) => 'cv_rmse' in it)
  const note = '± is the standard deviation over the folds.'
  const address = `model#model?version=${encodeURIComponent(version)}`
  return [
    // After an approval it would say that it is not in use.
    verdict && element('p', { className: in_use ? 'good' : 'warn' }, sentence(verdict)),
    classes.length > 0 && table('How often it is right', `${note} Log loss: the lower, the better.`, CLASSES, classes),
    numbers.length > 0 &&
      table('How far off it is', `${note} RMSE: the root of the mean squared error.`, NUMBERS, numbers),
    element('p', {}, element('a', { href: address }, 'Open this model'), ' to see where it errs and to try it.'),
  ].filter(Boolean)
}

/** What else is to be known of a training: rows and parameters. */
export function showTrain({ version, folder, rows, parameters }) {
  return [
    figures([
      ['Version', version],
      ['Folder', folder],
      ['Rows to train', count(rows.train)],
      ['Rows to test', count(rows.test)],
    ]),
    more(
      'Parameters of the training',
      facts(
        Object.keys(parameters)
          .sort(byUse)
          .map((key) => [parameterName(key), String(parameters[key])]),
      ),
    ),
  ]
}

const FIRST = ['num_round', 'max_depth', 'eta']

/** Airflow's database forgets the order of keys: what is changed most comes first. */
export const byUse = (a, b) => rank(a) - rank(b) || parameterName(a).localeCompare(parameterName(b))
const rank = (key) => (FIRST.includes(key) ? FIRST.indexOf(key) : FIRST.length)
