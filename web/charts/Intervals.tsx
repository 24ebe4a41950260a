import { scaleLinear } from 'd3-scale'
import { Chart } from './Chart.js'

const HEIGHT = 20

/**
 * A figure as a point with its interval, in a line of a table that says the numbers; the lines of one table have one scale.
 *
 * @param reference a value to compare with, as a faint line
 */
export function IntervalMark({
  domain,
  value,
  low,
  high,
  reference,
  says,
}: {
  domain: readonly [number, number]
  value: number
  low?: number | undefined
  high?: number | undefined
  reference?: number | undefined
  says: string
}) {
  return (
    <Chart label={says} height={HEIGHT}>
      {(width) => {
        const x = scaleLinear(domain, [6, width - 6])
        return (
          <>
            <line class="grid" x1={6} x2={width - 6} y1={HEIGHT / 2} y2={HEIGHT / 2} />
            {reference !== undefined && (
              <line class="reference" x1={x(reference)} x2={x(reference)} y1={2} y2={HEIGHT - 2} />
            )}
            {low !== undefined && high !== undefined && (
              <line class="spread" x1={x(low)} x2={x(high)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
            )}
            <circle class="dot" cx={x(value)} cy={HEIGHT / 2} r={4} />
          </>
        )
      }}
    </Chart>
  )
}
