import type { ReadonlySignal } from '@preact/signals'
import type { Axes } from '../../state/axes.js'
import { row } from '../../state/row.js'
import type { Goal, Scales } from './planeScales.js'

/** From the ring's edge to the head's end, in pixels. */
const [RING, HEAD] = [12, 8]

interface Props {
  axes: Axes
  scales: Scales
  goal: ReadonlySignal<Goal | undefined>
}

/** The smallest change that flips the answer, where it lies in the plane: from the row in hand to what it would be. */
export function PlaneArrow({ axes: { x, y }, scales, goal }: Props) {
  const [across, up] = [row.value[x.name], y && row.value[y.name]]
  const to = goal.value
  if (!to || typeof across !== 'number' || typeof up !== 'number') return null
  const [fromX, fromY] = [scales.x(across), scales.y(up)]
  const [toX, toY] = [scales.x(to.x), scales.y(to.y)]
  const length = Math.hypot(toX - fromX, toY - fromY)
  const angle = (Math.atan2(toY - fromY, toX - fromX) * 180) / Math.PI
  return (
    <svg class="plane-arrow" aria-hidden="true">
      <g transform={`translate(${fromX},${fromY}) rotate(${angle})`}>
        {length > RING + HEAD && <line class="shaft" x1={RING} x2={length - HEAD / 2} />}
        <path class="head" d={`M${length},0l${-HEAD},${HEAD / 2}v${-HEAD}z`} />
      </g>
    </svg>
  )
}
