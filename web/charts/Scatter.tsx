import type { Place } from './ScatterPoints.js'
import './Scatter.css'

/** How a point looks: its kind's colour and symbol. */
export interface Look {
  fill: string
  /** A path around 0, 0. */
  symbol: string
  /** With a thin line around it, where its colour may be as pale as the ground; then its symbol says whether it is a test row. */
  outlined?: boolean
}

interface Props {
  /** In pixels. */
  places: readonly (Place & { isTest: boolean; look: Look })[]
}

/**
 * The points of a scatter: training rows filled, test rows hollow. They are drawn once, so that nothing that moves above or below them
 * waits for thousands of them; `ScatterPicker` makes them answer.
 */
export function Scatter({ places }: Props) {
  return (
    <g class="scatter">
      {places.map(({ x, y, isTest, look }, i) => (
        <path
          key={i}
          class={look.outlined ? 'outlined' : isTest ? 'test' : 'training'}
          d={look.symbol}
          transform={`translate(${round(x)},${round(y)})`}
          fill={look.fill}
          stroke={look.fill}
        />
      ))}
    </g>
  )
}

const round = (pixels: number) => Math.round(pixels * 10) / 10
