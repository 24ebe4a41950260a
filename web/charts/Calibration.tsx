import { scaleLinear } from 'd3-scale'
import { rowCount, shareOf } from '../words.js'
import { Chart } from './Chart.js'
import { BottomTicks, LeftTicks } from './Ticks.js'

/** Rows that the model is about as sure of. */
export interface Bin {
  rows: number
  /** How sure it says it is, on average. */
  said: number
  /** The share that is right, with the interval that so few rows leave. */
  right: number
  low: number
  high: number
}

const [HEIGHT, LEFT, TOP, BOTTOM] = [300, 44, 24, 38]

/** How sure the model says it is beside how often it is right. A bin of few rows has a long interval, and is no point of a curve. */
export function Calibration({ bins }: { bins: readonly Bin[] }) {
  const first = Math.floor(Math.min(...bins.map(({ said }) => said)) * 10) * 10
  return (
    <Chart
      label={`Share that is right by the probability said, in ${bins.length} bins: ${bins.map(sayBin).join('; ')}`}
      height={HEIGHT}
    >
      {(width) => {
        const x = scaleLinear([first, 100], [LEFT + 12, width - 40])
        const y = scaleLinear([0, 100], [HEIGHT - BOTTOM, TOP])
        return (
          <>
            <text x={0} y={12}>
              ↑ Share right, %
            </text>
            <LeftTicks scale={y} x={LEFT} width={width - LEFT} />
            <BottomTicks scale={x} y={HEIGHT - BOTTOM} />
            <text x={width} y={HEIGHT - 4} text-anchor="end">
              Probability said, % →
            </text>
            <line class="reference" x1={x(first)} y1={y(first)} x2={x(100)} y2={y(100)} />
            {bins.map((bin) => (
              <g key={bin.said} transform={`translate(${x(bin.said * 100)} 0)`}>
                <line class="spread" y1={y(bin.low * 100)} y2={y(bin.high * 100)} />
                <circle class="dot" cy={y(bin.right * 100)} r={Math.min(8, 2 + Math.sqrt(bin.rows) / 1.5)} />
                <text x={10} y={y(bin.low * 100) - 2}>
                  {bin.rows}
                </text>
              </g>
            ))}
          </>
        )
      }}
    </Chart>
  )
}

const sayBin = ({ rows, said, right }: Bin) =>
  `${rowCount(rows)} at ${shareOf(said, rows)}, ${shareOf(right, rows)} right`
