import { groups } from 'd3-array'
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
 * The points of a scatter: training rows filled, test rows hollow. They are drawn once, and those that look the same as one path, so that a
 * frame in which something moves above or below them need not go through thousands of them; `ScatterPicker` makes them answer.
 */
export function Scatter({ places }: Props) {
  const alike = groups(
    places,
    ({ isTest, look }) => `${look.outlined ? 'outlined' : isTest ? 'test' : 'training'} ${look.fill}`,
  )
  return (
    <g class="scatter">
      {alike.map(([key, places]) => {
        const [kind] = key.split(' ')
        const { fill } = places[0]!.look
        const d = places.map(({ x, y, look }) => movedTo(look.symbol, x, y)).join('')
        return <path key={key} class={kind} d={d} fill={fill} stroke={fill} />
      })}
    </g>
  )
}

/** A symbol around a place, as a path. */
const movedTo = (symbol: string, x: number, y: number) =>
  symbol.replace(
    /([ML]|A(?:[^,]+,){5})(-?[\d.]+),(-?[\d.]+)/g,
    (_, command, dx, dy) => `${command}${round(x + Number(dx))},${round(y + Number(dy))}`,
  )

const round = (pixels: number) => Math.round(pixels * 100) / 100
