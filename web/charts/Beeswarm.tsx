import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { Chart } from './Chart.js'
import { BottomTicks } from './Ticks.js'

/** A feature's points: how far it moves each row's output, and where the row's value lies from low (0) to high (1). */
export interface Swarm {
  title: string
  points: readonly { x: number; value: number | undefined }[]
}

/** The colours from a low value to a high one. */
const SHADES = [0, 0.25, 0.5, 0.75, 1].map((share) => `color-mix(in oklab, var(--high) ${share * 100}%, var(--low))`)
/** Of a value that is missing, or that has no order. */
const PLAIN = 'var(--quiet)'

const [STRIP, LABEL, BOTTOM, DOT] = [44, 16, 44, 4]

/**
 * Where the points lie, one strip a feature, piled up where they are many.
 *
 * @param against what speaks against it is called, at the left
 * @param toward what speaks for it is called, at the right
 */
export function Beeswarm({
  label,
  swarms,
  against,
  toward,
}: {
  label: string
  swarms: readonly Swarm[]
  against: string
  toward: string
}) {
  // No points yet, no scale.
  const reach = max(swarms.flatMap(({ points }) => points.map(({ x }) => Math.abs(x))))
  const bottom = swarms.length * STRIP
  return (
    <Chart label={label} height={bottom + BOTTOM}>
      {(width) => {
        const x = scaleLinear([-(reach || 1), reach || 1], [DOT + 6, width - DOT - 6])
        return (
          <>
            <line class="grid" x1={x(0)} x2={x(0)} y1={LABEL} y2={bottom} />
            {swarms.map(({ title, points }, i) => (
              <g key={title} transform={`translate(0 ${i * STRIP})`}>
                <text y={12}>{title}</text>
                {pathsOf(points, x).map(({ colour, path }) => (
                  <path key={colour} class="dots" d={path} stroke={colour} stroke-width={DOT} />
                ))}
              </g>
            ))}
            {reach !== undefined && <BottomTicks scale={x} y={bottom} />}
            <text y={bottom + 38}>← {against}</text>
            <text x={width} y={bottom + 38} text-anchor="end">
              {toward} →
            </text>
          </>
        )
      }}
    </Chart>
  )
}

/** A path a colour, of lines without length whose round ends are the dots: some hundred rows in a few elements. */
function pathsOf(points: Swarm['points'], x: (value: number) => number) {
  const piles = new Map<number, number>()
  const most = new Map<number, number>()
  const place = (at: number) => Math.round(x(at) / DOT)
  for (const point of points) most.set(place(point.x), (most.get(place(point.x)) ?? 0) + 1)
  const gap = Math.min(DOT, (STRIP - LABEL - DOT) / Math.max(...most.values()))
  const paths = new Map<string, string>()
  for (const point of points) {
    const column = place(point.x)
    const level = piles.get(column) ?? 0
    piles.set(column, level + 1)
    const y = LABEL + (STRIP - LABEL) / 2 + Math.ceil(level / 2) * gap * (level % 2 ? 1 : -1)
    const colour = point.value === undefined ? PLAIN : SHADES[Math.round(point.value * (SHADES.length - 1))]!
    paths.set(colour, `${paths.get(colour) ?? ''}M${(column * DOT).toFixed(1)},${y.toFixed(1)}h0`)
  }
  return [...paths].map(([colour, path]) => ({ colour, path }))
}

/** What the colours mean. */
export function ValueScale() {
  return (
    <p class="value-scale quiet">
      The feature's value: low
      <svg width={SHADES.length * 12} height={12} aria-hidden="true">
        {SHADES.map((colour, i) => (
          <rect key={colour} x={i * 12} width={12} height={12} fill={colour} />
        ))}
      </svg>
      high, grey: missing, or without an order
    </p>
  )
}
