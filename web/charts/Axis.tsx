import { type ScaleLinear, scaleLinear } from 'd3-scale'
import './Axis.css'

interface Props {
  scale: ScaleLinear<number, number>
  /** The plot's length along the other direction, which the grid crosses, in pixels. */
  across: number
  /** The values' resolution: ticks are no closer. */
  step?: number
  /** Stands at the axis' end, with an arrow; leave it out where something else says it. */
  title?: string
}

/** Ticks and grid of a horizontal axis, below a plot. It has no line of its own. */
export function AxisX({ scale, across, step, title }: Props) {
  const [from, to] = scale.range() as [number, number]
  const count = ticksWithin((to - from) / 90, scale.domain(), step)
  const text = scale.tickFormat(count)
  return (
    <g class="axis">
      {scale.ticks(count).map((tick) => (
        <g key={tick}>
          <line x1={scale(tick)} x2={scale(tick)} y2={across} />
          <text x={scale(tick)} y={across + 16} text-anchor="middle">
            {text(tick)}
          </text>
        </g>
      ))}
      {title && (
        <text class="axis-title" x={to} y={across + 34} text-anchor="end">
          {title} →
        </text>
      )}
    </g>
  )
}

/** Ticks and grid of a vertical axis, left of a plot. */
export function AxisY({ scale, across, step, title }: Props) {
  const [from, to] = scale.range() as [number, number]
  const count = ticksWithin((from - to) / 60, scale.domain(), step)
  const text = scale.tickFormat(count)
  return (
    <g class="axis">
      {scale.ticks(count).map((tick) => (
        <g key={tick}>
          <line x2={across} y1={scale(tick)} y2={scale(tick)} />
          <text x={-6} y={scale(tick)} dy="0.32em" text-anchor="end">
            {text(tick)}
          </text>
        </g>
      ))}
      {title && (
        <text class="axis-title" x={-6} y={to - 10}>
          ↑ {title}
        </text>
      )}
    </g>
  )
}

/** How wide the labels of a vertical axis are, in pixels. */
export function widthOfLabels(domain: readonly [number, number], height: number, step?: number) {
  const scale = scaleLinear(domain, [height, 0])
  const count = ticksWithin(height / 60, domain, step)
  const text = scale.tickFormat(count)
  return 10 + 7 * Math.max(...scale.ticks(count).map((tick) => text(tick).length))
}

/** About as many ticks as there is room for, and no more than there are values. */
const ticksWithin = (room: number, [low, high]: readonly number[], step = 0) =>
  Math.max(1, Math.min(Math.round(room), step > 0 ? Math.floor((high! - low!) / step) : room))
