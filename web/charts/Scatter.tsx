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
          d={movedTo(look.symbol, x, y)}
          fill={look.fill}
          stroke={look.fill}
        />
      ))}
    </g>
  )
}

/** A symbol around a place, as a path. A transform for each point would cost each frame the time to sort thousands of them into layers. */
const movedTo = (symbol: string, x: number, y: number) =>
  symbol.replace(
    /([ML]|A(?:[^,]+,){5})(-?[\d.]+),(-?[\d.]+)/g,
    (_, command, dx, dy) => `${command}${round(x + Number(dx))},${round(y + Number(dy))}`,
  )

const round = (pixels: number) => Math.round(pixels * 100) / 100
