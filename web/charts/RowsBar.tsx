import { scaleLinear } from 'd3-scale'
import { count } from '../words.js'
import { Chart } from './Chart.js'

/** Rows: those read are clean or rejected, and of the clean ones some train and the others test. */
export interface RowCounts {
  raw: number
  clean: number
  rejected: number
  train: number
  test: number
}

const [BAR, LINE, LEAST] = [18, 46, 2]

/** What became of the rows: a bar of all, and below it one of the clean ones, each part named. */
export function RowsBar({ rows }: { rows: RowCounts }) {
  const { raw, clean, rejected, train, test } = rows
  return (
    <Chart
      label={`${count(raw)} rows read: ${count(clean)} clean and ${count(rejected)} rejected; ${count(train)} to train and ${count(test)} to test`}
      height={2 * LINE}
    >
      {(width) => {
        const x = scaleLinear([0, Math.max(1, raw)], [0, width])
        // A few rejected among many can still be seen.
        const end = rejected > 0 ? Math.min(x(clean), width - LEAST) : width
        const split = clean > 0 ? (end * train) / clean : 0
        const fits = end - split > 80
        return (
          <>
            <rect width={Math.max(0, end - 1)} height={BAR} class="clean" />
            {rejected > 0 && <rect x={end} width={width - end} height={BAR} class="rejected" />}
            <text y={BAR + 14}>{count(clean)} clean</text>
            <text x={width} y={BAR + 14} text-anchor="end">
              {count(rejected)} rejected
            </text>
            <g transform={`translate(0 ${LINE})`}>
              <rect width={Math.max(0, split - 1)} height={BAR} class="train" />
              <rect x={split} width={Math.max(0, end - split)} height={BAR} class="test" />
              <text y={BAR + 14}>{count(train)} to train</text>
              <text x={fits ? split : end} y={BAR + 14} text-anchor={fits ? 'start' : 'end'}>
                {count(test)} to test
              </text>
            </g>
          </>
        )
      }}
    </Chart>
  )
}
