import { ticks } from 'd3-array'
import type { ScaleLinear } from 'd3-scale'

/** About so many pixels between two ticks, and so much for a letter. */
const [TICK_PX, LETTER_PX] = [70, 6.5]

/** A scale's ticks as many as its width holds. */
export const ticksOf = (scale: ScaleLinear<number, number>, room = TICK_PX) => {
  const [from, to] = scale.range() as [number, number]
  const [low, high] = scale.domain() as [number, number]
  return ticks(low, high, Math.max(2, Math.floor(Math.abs(to - from) / room)))
}

/** Numbers below a plot. */
export function BottomTicks({ scale, y }: { scale: ScaleLinear<number, number>; y: number }) {
  const format = scale.tickFormat(ticksOf(scale).length)
  return (
    <>
      {ticksOf(scale).map((value) => (
        <g key={value} transform={`translate(${scale(value)} ${y})`}>
          <line y2={4} class="tick" />
          <text y={16} text-anchor="middle">
            {format(value)}
          </text>
        </g>
      ))}
    </>
  )
}

/**
 * Numbers at a plot's left, with faint lines across it.
 *
 * @param room the pixels from one to the next, about
 */
export function LeftTicks({
  scale,
  x,
  width,
  room = 45,
}: {
  scale: ScaleLinear<number, number>
  x: number
  width: number
  room?: number
}) {
  const format = scale.tickFormat(ticksOf(scale, room).length)
  return (
    <>
      {ticksOf(scale, room).map((value) => (
        <g key={value} transform={`translate(${x} ${scale(value)})`}>
          <line x2={width} class="grid" />
          <text x={-6} dy="0.32em" text-anchor="end">
            {format(value)}
          </text>
        </g>
      ))}
    </>
  )
}

/** A text cut to what a width holds. */
export function cut(text: string, width: number): string {
  const most = Math.max(2, Math.floor(width / LETTER_PX))
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}
