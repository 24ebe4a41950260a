import { element, figures, table } from './element.js'
import { count, like, percent } from './words.js'

/** What was predicted of a file or of the clean rows: how much, of which class how often, and why not. */
export function showPredict({
  table: stored,
  source,
  version,
  rows,
  predicted,
  not_predicted,
  examples,
  targets,
  rows_per_second,
}) {
  const all = Object.values(targets)
  const classes = all.filter((it) => 'shares' in it)
  const numbers = all.filter((it) => 'mean' in it)
  return [
    figures([
      ['Rows', count(rows)],
      ['Predicted', count(predicted)],
      ['Not predicted', count(not_predicted)],
      ['From', source],
      ['Into the table', stored],
      ['By version', version],
      ['Rows a second', count(rows_per_second)],
    ]),
    ...classes.map(({ title, shares }) =>
      table(
        `${title}, as predicted`,
        '',
        [
          { title: 'Class', of: ([label]) => label },
          { title: 'Share', isNumber: true, of: ([, share]) => percent(share) },
        ],
        Object.entries(shares).sort(([, a], [, b]) => b - a),
      ),
    ),
    numbers.length > 0 && table('Predicted numbers', '', NUMBERS, numbers),
    not_predicted > 0 && element('p', {}, 'Not predicted, and kept in the table with the reason; the first:'),
    not_predicted > 0 && element('ul', {}, ...examples.map((it) => element('li', {}, it))),
  ].filter(Boolean)
}

const figure = (key) => (it) => {
  const text = like(it.mean)(it[key])
  return it.unit ? `${text} ${it.unit}` : text
}

const NUMBERS = [
  { title: 'Target', of: ({ title }) => title },
  { title: 'Mean', isNumber: true, of: figure('mean') },
  { title: 'Least', isNumber: true, of: figure('min') },
  { title: 'Most', isNumber: true, of: figure('max') },
]
