import { sum } from '../../core/numbers.js'
import { count, shareOf } from '../words.js'
import { Scroll } from './Scroll.js'

/** A class with its rows to train and to test. */
export interface ClassRows {
  label: string
  colour: string
  symbol: string
  train: number
  test: number
}

/** How many rows each class has, as a table with bars: those to train in full colour, those to test in a lighter one. */
export function ClassBars({ title, classes }: { title: string; classes: readonly ClassRows[] }) {
  const all = sum(classes.map(({ train, test }) => train + test))
  const most = Math.max(1, ...classes.map(({ train, test }) => train + test))
  const share = (rows: number) => `${(rows / most) * 100}%`
  return (
    <Scroll label={`${title} by class`}>
      <table class="class-bars">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{title}</span>
            </th>
            <td />
            <th scope="col" class="number">
              train
            </th>
            <th scope="col" class="number">
              test
            </th>
            <th scope="col" class="number">
              of all
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map(({ label, colour, symbol, train, test }) => (
            <tr key={label}>
              <th scope="row">
                <svg width={14} height={14} viewBox="-7 -7 14 14" aria-hidden="true">
                  <path d={symbol} fill={colour} />
                </svg>{' '}
                {label}
              </th>
              <td class="shares">
                <svg width="100%" height={12} aria-hidden="true">
                  <rect width={share(train)} height={12} fill={colour} />
                  <rect x={share(train)} width={share(test)} height={12} fill={colour} fill-opacity={0.45} />
                </svg>
              </td>
              <td class="number">{count(train)}</td>
              <td class="number">{count(test)}</td>
              <td class="number">{shareOf((train + test) / Math.max(1, all), all)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}
