import { element, facts, figures, more, table } from './element.js'
import { MONITORED, showMonitor } from './monitor.js'
import { showPredict } from './predict.js'
import { showTrain } from './train.js'
import { showTrials } from './trials.js'
import { capital, count, counted, dateTime, listed, percent, words } from './words.js'

/*
 * What each step of ours has produced: a headline, and figures.
 */

/** Tables by the end of their names, and what their rows are. */
const ROWS = [
  ['_raw', 'raw'],
  ['_rejected', 'rejected'],
  ['', 'clean'],
]
const rowsIn = (name) => ROWS.find(([ending]) => name.endsWith(ending))[1]

function showClear({ cleared }) {
  const kinds = Object.entries(cleared).map(([name, rows]) => [rowsIn(name), rows])
  const before = ['raw', 'clean', 'rejected'].flatMap((kind) =>
    kinds.filter(([it, rows]) => it === kind && rows > 0).map(([, rows]) => `${count(rows)} ${kind}`),
  )
  const text = before.length === 0 ? 'They were empty before, too.' : `Removed: ${listed(before)} rows.`
  return [element('p', {}, text)]
}

const showLoad = ({ file, rows, fingerprint, sha256 }) => [
  figures([
    ['Rows', count(rows)],
    ['File', file],
  ]),
  more(
    'How these rows are known again',
    facts([
      ['Fingerprint of the rows', fingerprint],
      ['SHA-256 of the file', sha256],
    ]),
  ),
]

function showPreprocess({
  raw,
  clean,
  train,
  test,
  rejected,
  reasons,
  examples,
  unlabeled,
  seed,
  test_fraction,
  fingerprint,
}) {
  const why = Object.entries(reasons).sort(([, a], [, b]) => b - a)
  const lacking = Object.entries(unlabeled).filter(([, { missing, unknown }]) => missing + unknown > 0)
  const share = (rows) => `${count(rows)} (${percent(rows / clean)})`
  return [
    figures([
      ['Raw rows', count(raw)],
      ['Clean', count(clean)],
      ['To train', share(train)],
      ['To test', share(test)],
      ['Rejected', count(rejected)],
    ]),
    why.length > 0 &&
      table(
        'Why rows were rejected',
        'A row may have more than one fault.',
        [
          { title: 'Reason', of: ([reason]) => capital(reason) },
          { title: 'Rows', isNumber: true, of: ([, rows]) => count(rows) },
          { title: 'The first of them', of: ([reason]) => capital(examples[reason] ?? '') },
        ],
        why,
      ),
    lacking.length > 0 &&
      table(
        'Kept without a value',
        'These rows teach what else they hold.',
        [
          { title: 'Column', of: ([name]) => words(name) },
          { title: 'Rows that lack it', isNumber: true, of: ([, { missing }]) => count(missing) },
          { title: 'Rows with an unknown value', isNumber: true, of: ([, { unknown }]) => count(unknown) },
        ],
        lacking,
      ),
    more(
      'How the rows were split',
      facts([
        ['Seed', String(seed)],
        ['Share to test', percent(test_fraction)],
        ['Fingerprint of the clean rows', fingerprint],
      ]),
    ),
  ].filter(Boolean)
}

const showApprove = ({ decision, by, at }) => [
  figures([
    ['Decision', decision],
    ['By', by ?? 'nobody: the time to answer ran out'],
    ['When', dateTime(at)],
  ]),
]

const showRollback = ({ from, to, passed_over = [] }) => [
  figures([
    ['In use', to],
    ['Before', from ?? 'none'],
  ]),
  ...(passed_over.length > 0
    ? [element('p', {}, 'Passed over:'), element('ul', {}, ...passed_over.map((it) => element('li', {}, it)))]
    : []),
]

/** By the name of the task: its own name for people, what the run has come to when it was the last step, and its figures. */
export const STEPS = {
  clear: { name: 'Clear the tables', says: () => 'The tables are empty', show: showClear },
  load: { name: 'Load', says: ({ rows }) => `${counted(rows, 'row')} loaded`, show: showLoad },
  preprocess: {
    name: 'Preprocess',
    says: ({ raw, clean }) => `${count(clean)} of ${counted(raw, 'row')} are clean`,
    show: showPreprocess,
  },
  grid: {
    name: 'List what to try',
    says: (trials) => `${counted(trials.length, 'combination')} to try`,
    show: (trials) => [element('p', {}, `${counted(trials.length, 'combination')} of parameters to try.`)],
  },
  trial: { name: 'Try parameters', says: () => 'The trials are done', showAll: showTrials },
  train: {
    name: 'Train',
    says: ({ in_use }) => (in_use ? 'The new model is in use' : 'The new model is not in use'),
    show: showTrain,
  },
  approve: {
    name: 'Approval',
    says: ({ decision, by }) =>
      decision === 'Promote'
        ? `The new model is approved by ${by}`
        : `The new model is not in use: ${by ? `${by} chose Keep` : 'nobody answered in time'}`,
    show: showApprove,
  },
  promote: {
    name: 'Take into use',
    says: () => 'The new model is in use',
    show: showRollback,
  },
  predict: {
    name: 'Predict',
    says: ({ rows, predicted }) => `${count(predicted)} of ${counted(rows, 'row')} predicted`,
    show: showPredict,
  },
  monitor: { name: 'Monitor', says: ({ status }) => MONITORED[status], show: showMonitor },
  rollback: {
    name: 'Roll back',
    says: ({ from, to }) => (from === to ? `${to} was in use already` : `${to} is in use again`),
    show: showRollback,
  },
}

/** A step of another's: its result as it is, keys in words. */
export const showAny = (result) => [render(result)]

function render(value) {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value !== 'object' || value === null) return String(value ?? 'none')
  const entries = Object.entries(value)
  if (entries.length === 0) return 'none'
  if (Array.isArray(value)) return element('ul', {}, ...value.map((it) => element('li', {}, render(it))))
  return facts(entries.map(([key, it]) => [words(key), render(it)]))
}
