import { max, range, sum } from 'd3-array'
import { scaleBand, scaleLinear } from 'd3-scale'
import { count } from '../words.js'
import { Chart } from './Chart.js'
import { BottomTicks, cut } from './Ticks.js'

/** Rows a bin, of all rows or of a class. */
export interface Strip {
  title: string
  counts: readonly number[]
  colour: string
  /** The path of the class's symbol. */
  symbol?: string
}

/** The bins: a number's edges, or the names of categories. */
export type Bins = { edges: readonly number[] } | { names: readonly string[] }

const [LABEL, BARS, GAP, AXIS, SIDE] = [16, 32, 6, 20, 8]

/**
 * Rows a bin in strips under one another: a class in its colour, and all rows in grey behind, on the same bins and the same height.
 *
 * @param asShares whether a bar is a share of its own rows, so that a rare class can be compared with all rows
 * @param mark a value to show where it lies: a number, or the index of a category
 */
export function Histogram({
  label,
  bins,
  all,
  strips,
  asShares = false,
  mark,
}: {
  label: string
  bins: Bins
  all: readonly number[]
  strips: readonly Strip[]
  asShares?: boolean
  mark?: number | undefined
}) {
  const bottom = strips.length * (LABEL + BARS + GAP)
  const size = (counts: readonly number[]) => (asShares ? sum(counts) || 1 : 1)
  const tallest = max([all, ...strips.map(({ counts }) => counts)], (counts) => (max(counts) ?? 0) / size(counts))
  const y = scaleLinear([0, tallest || 1], [0, BARS])
  return (
    <Chart label={label} height={bottom + AXIS}>
      {(width) => {
        const { place, axis } = axisOf(bins, width, bottom)
        const bars = (counts: readonly number[]) =>
          counts
            .map((rows, i) => {
              if (rows === 0) return ''
              const [left, right] = place(i)
              return `M${left.toFixed(1)},${BARS}V${(BARS - Math.max(1, y(rows / size(counts)))).toFixed(1)}H${right.toFixed(1)}V${BARS}z`
            })
            .join('')
        return (
          <>
            {strips.map(({ title, counts, colour, symbol }, i) => (
              <g key={title} transform={`translate(0 ${i * (LABEL + BARS + GAP)})`}>
                {symbol && <path d={symbol} fill={colour} transform={`translate(${SIDE} 7)`} />}
                <text x={symbol ? SIDE * 2 + 2 : 0} y={11}>
                  {cut(title, width - 70)}
                </text>
                <text x={width} y={11} text-anchor="end">
                  {count(sum(counts))}
                </text>
                <g transform={`translate(0 ${LABEL})`}>
                  {all !== counts && <path class="behind" d={bars(all)} />}
                  <path d={bars(counts)} fill={colour} />
                  <line class="grid" x2={width} y1={BARS} y2={BARS} />
                </g>
              </g>
            ))}
            {axis}
            {mark !== undefined && <Mark x={markAt(bins, mark, place)} bottom={bottom} />}
          </>
        )
      }}
    </Chart>
  )
}

function axisOf(bins: Bins, width: number, bottom: number) {
  if ('edges' in bins) {
    const { edges } = bins
    const x = scaleLinear([edges[0] ?? 0, edges.at(-1) ?? 1], [SIDE, width - SIDE])
    const place = (i: number): [number, number] => [x(edges[i]!), Math.max(x(edges[i]!) + 1, x(edges[i + 1]!) - 1)]
    return { place, axis: <BottomTicks scale={x} y={bottom - GAP} /> }
  }
  const band = scaleBand([...bins.names.keys()], [0, width]).paddingInner(0.2)
  const middle = band.bandwidth() / 2
  const place = (i: number): [number, number] => [band(i)!, band(i)! + band.bandwidth()]
  const axis = bins.names.map((name, i) => (
    <text key={name} x={band(i)! + middle} y={bottom + 12} text-anchor="middle">
      {cut(name, band.step() - 2)}
    </text>
  ))
  return { place, axis: band.step() < 24 ? null : axis }
}

/** Within its bin as far as the value is. */
function markAt(bins: Bins, mark: number, place: (i: number) => [number, number]): number {
  if ('names' in bins) return (place(mark)[0] + place(mark)[1]) / 2
  const [first, last] = [bins.edges[0]!, bins.edges.at(-1)!]
  const [left, right] = [place(0)[0], place(bins.edges.length - 2)[1]]
  return left + ((Math.min(last, Math.max(first, mark)) - first) / (last - first || 1)) * (right - left)
}

/** A line through each strip's bars, and a tip below the last. */
function Mark({ x, bottom }: { x: number; bottom: number }) {
  const lines = range(LABEL, bottom, LABEL + BARS + GAP).map((y) => `M0,${y}v${BARS}`)
  return (
    <g class="mark" transform={`translate(${x} 0)`}>
      <path class="line" d={lines.join('')} />
      <path d={`M-4,${bottom - GAP + 5}h8l-4,-5z`} />
    </g>
  )
}
