import { extent } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { Chart } from './Chart.js'
import { BottomTicks, LeftTicks } from './Ticks.js'

const [LEFT, TOP, BOTTOM, MOST] = [52, 24, 40, 460]

/** What the model says of each row by what it was; on the diagonal both are the same. */
export function Actual({ label, unit, points }: { label: string; unit: string; points: readonly [number, number][] }) {
  const [low, high] = extent(points.flat()) as [number, number]
  return (
    <Chart label={label} height={MOST}>
      {(width) => {
        // As wide as it is high, so that the diagonal is one.
        const side = Math.min(width - LEFT - 10, MOST - TOP - BOTTOM)
        const x = scaleLinear([low, high], [LEFT + 8, LEFT + side]).nice()
        const y = scaleLinear(x.domain(), [TOP + side, TOP + 8])
        const [from, to] = x.domain() as [number, number]
        return (
          <>
            <text y={12}>↑ Said{unit}</text>
            <LeftTicks scale={y} x={LEFT} width={side} room={70} />
            <BottomTicks scale={x} y={TOP + side + 4} />
            <text x={LEFT + side} y={TOP + side + 38} text-anchor="end">
              Was{unit} →
            </text>
            <line class="reference" x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} />
            <path
              class="dots"
              stroke="var(--accent)"
              stroke-opacity={points.length > 300 ? 0.5 : 0.8}
              stroke-width={6}
              d={points.map(([was, said]) => `M${x(was).toFixed(1)},${y(said).toFixed(1)}h0`).join('')}
            />
          </>
        )
      }}
    </Chart>
  )
}
