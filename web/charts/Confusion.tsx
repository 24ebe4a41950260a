import { sum } from '../../core/numbers.js'
import { rowCount, shareOf } from '../words.js'
import { Scroll } from './Scroll.js'

/** A cell: rows of the class `truth` that the model takes for `said`, both by index. */
export interface Cell {
  truth: number
  said: number
}

/** Names of more classes than these stand upright. */
const UPRIGHT = 6

/**
 * How often each class was taken for which. A cell's shade is its share of the true class.
 *
 * @param table true classes by predicted classes
 * @param onChoose what a cell that holds rows does; left out, cells are numbers alone
 */
export function Confusion({
  labels,
  table,
  chosen,
  onChoose,
}: {
  labels: readonly string[]
  table: readonly number[][]
  chosen: Cell | undefined
  onChoose: ((cell: Cell) => void) | undefined
}) {
  const said = labels.map((_, c) => sum(table.map((row) => row[c]!)))
  return (
    <Scroll
      class={labels.length > UPRIGHT ? 'confusion many' : 'confusion'}
      label="Test rows, what they were by what the model says"
    >
      <table>
        <thead>
          <tr>
            <td class="corner">↓ was, said →</td>
            {labels.map((label) => (
              <th key={label} scope="col">
                {label}
              </th>
            ))}
            <th scope="col">found</th>
          </tr>
        </thead>
        <tbody>
          {table.map((row, truth) => (
            <tr key={labels[truth]}>
              <th scope="row">{labels[truth]}</th>
              {row.map((rows, c) => {
                const share = rows / Math.max(1, sum(row))
                const isChosen = chosen?.truth === truth && chosen.said === c
                const says = `${rowCount(rows)}: ${labels[truth]}${c === truth ? ', right' : ` taken for ${labels[c]}`}`
                return (
                  <td key={labels[c]} class={truth === c ? 'right' : 'wrong'} style={{ '--share': share }}>
                    {rows > 0 && onChoose ? (
                      <button
                        type="button"
                        aria-label={says}
                        aria-pressed={isChosen}
                        onClick={() => onChoose({ truth, said: c })}
                      >
                        {rows}
                      </button>
                    ) : (
                      <span class={rows === 0 ? 'quiet' : undefined}>{rows}</span>
                    )}
                  </td>
                )
              })}
              <td class="number quiet">{shareOr(row[truth]!, sum(row))}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">right when said</th>
            {said.map((rows, c) => (
              <td key={labels[c]} class="number quiet">
                {shareOr(table[c]![c]!, rows)}
              </td>
            ))}
            <td />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  )
}

/** A class that no row has, or that is never said, has no share. */
const shareOr = (hits: number, rows: number) => (rows === 0 ? 'no row' : shareOf(hits / rows, rows))
