import type { ComponentChildren } from 'preact'
import { IntervalMark } from '../../charts/Intervals.js'

/** A line: where the figure is from, what it is, and how sure that is. */
export interface FigureLine {
  from: string
  value: number
  low?: number
  high?: number
  /** The figure in words, as in "94 % (65 of 69)". */
  says: string
  /** Its interval or spread in words. */
  sure?: string
}

/** A figure on the test rows, in cross-validation and of guessing, on one scale. */
export function FigureTable({
  title,
  note,
  lines,
  from,
  to,
  ends,
}: {
  title: string
  note: ComponentChildren
  lines: readonly FigureLine[]
  /** The ends of the scale; what the figures reach where left out. */
  from?: number
  to?: number
  /** What the ends are called; an end that is where the figures happen to reach has no name. */
  ends: readonly [string, string]
}) {
  const values = lines.flatMap(({ value, low, high }) => [value, low ?? value, high ?? value])
  const domain = [from ?? Math.min(...values), to ?? Math.max(...values)] as const
  return (
    <section class="figure-table">
      <h3>{title}</h3>
      <p class="quiet">{note}</p>
      <table>
        <tbody>
          {lines.map((line) => (
            <tr key={line.from}>
              <th scope="row">{line.from}</th>
              <td>
                {line.says}
                {line.sure && <span class="quiet"> {line.sure}</span>}
              </td>
              <td class="mark">
                <IntervalMark {...line} domain={domain} says={`${line.from}: ${line.says} ${line.sure ?? ''}`} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot aria-hidden="true">
          <tr>
            <td colSpan={2} />
            <td class="ends quiet">
              <span>{ends[0]}</span>
              <span>{ends[1]}</span>
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
