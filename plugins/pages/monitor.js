import { element, figures, table } from './element.js'
import { titleOf } from './train.js'
import { count, like, percent } from './words.js'

/** What the monitor comes to, as a headline. */
export const MONITORED = {
  retrain: 'Retrain the model',
  watch: 'Watch the model',
  stable: 'The model fits what it is asked',
  unknown: 'Nobody can tell yet',
}

const TONES = { retrain: 'bad', watch: 'warn', stable: 'good', unknown: 'quiet' }

const index = ({ psi }) => (psi === undefined ? 'not compared' : psi.toFixed(2))
const chance = ({ psi_by_chance: most }) => (most === undefined ? '' : most.toFixed(2))

const FEATURES = [
  { title: 'Feature', of: ([name]) => titleOf(name) },
  { title: 'PSI', isNumber: true, of: ([, it]) => index(it) },
  { title: 'By chance up to', isNumber: true, of: ([, it]) => chance(it) },
  { title: 'Outside what training saw', isNumber: true, of: ([, it]) => percent(it.outside) },
  { title: 'Missing', isNumber: true, of: ([, it]) => percent(it.missing) },
]

const PREDICTIONS = [
  { title: 'Prediction', of: ([name]) => titleOf(name) },
  { title: 'PSI', isNumber: true, of: ([, it]) => index(it) },
  { title: 'By chance up to', isNumber: true, of: ([, it]) => chance(it) },
  { title: 'Now, and before', of: ([, it]) => spreadOf(it) },
]

/** Classes with their shares, or the middle of numbers and where nine in ten lie. */
function spreadOf({ shares, quantiles }) {
  if (shares) {
    return Object.entries(shares)
      .map(([name, [before, now]]) => `${name} ${percent(now)} (${percent(before)})`)
      .join(', ')
  }
  const [low, middle, high] = ['5', '50', '95'].map((it) => quantiles[it])
  const shown = like(middle[1])
  const span = (i) => `${shown(middle[i])}, mostly ${shown(low[i])} to ${shown(high[i])}`
  return middle[0] === null ? span(1) : `${span(1)} (${span(0)})`
}

const LIVE = [
  { title: 'Target', of: ([name]) => titleOf(name) },
  { title: 'Rows with true labels', isNumber: true, of: ([, { live }]) => count(live.rows) },
  {
    title: 'Now',
    isNumber: true,
    of: ([, it]) => `${scoreOf(it)(it.live.score)} (${scoreOf(it)(it.live.low)} to ${scoreOf(it)(it.live.high)})`,
  },
  { title: 'On the test rows', isNumber: true, of: ([, it]) => scoreOf(it)(it.live.test) },
]

/** Accuracy of classes, RMSE of numbers. */
const scoreOf = ({ shares, live }) => (shares ? percent : like(live.test))

const byIndex = ([, a], [, b]) => (b.psi ?? 0) - (a.psi ?? 0)

/** What was served beside what was learned from, what moved most first. */
export function showMonitor({ version, status, says, days, rows, outside, features, targets }) {
  const labelled = Object.entries(targets).filter(([, { live }]) => live)
  return [
    element('p', { className: TONES[status] }, says),
    figures([
      ['Version', version],
      ['Days', String(days)],
      ['Rows', count(rows)],
      ['With a value outside what training saw', percent(outside)],
    ]),
    labelled.length > 0 &&
      table(
        'How good it is now',
        'Accuracy of classes, RMSE of numbers; nine times in ten the truth lies in the range.',
        LIVE,
        labelled,
      ),
    rows > 0 &&
      table(
        'How far the features have moved',
        'PSI, the population stability index: below 0.1 no change, above 0.25 a large one.',
        FEATURES,
        Object.entries(features).sort(byIndex),
      ),
    rows > 0 &&
      table(
        'How far the predictions have moved',
        'Before: on the test rows.',
        PREDICTIONS,
        Object.entries(targets).sort(byIndex),
      ),
  ].filter(Boolean)
}
