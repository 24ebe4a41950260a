import type { Place } from './ScatterPoints.js'
import './Scatter.css'

/** How a point looks: its kind's colour and symbol. */
export interface Look {
  fill: string
  /** A path around 0, 0. */
  symbol: string
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
          class={isTest ? 'test' : undefined}
          d={look.symbol}
          transform={`translate(${round(x)},${round(y)})`}
          fill={isTest ? undefined : look.fill}
          stroke={isTest ? look.fill : undefined}
        />
      ))}
    </g>
  )
}

const round = (pixels: number) => Math.round(pixels * 10) / 10
