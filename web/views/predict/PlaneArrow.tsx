import type { ReadonlySignal } from '@preact/signals'
import type { Axes } from '../../state/axes.js'
import { row } from '../../state/row.js'
import type { Goal, Scales } from './planeScales.js'

/** The ring's radius, the head's length, and the length that the style sheet gives the shaft, in pixels. */
const [RING, HEAD, SHAFT] = [12, 8, 100]

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
  const [dx, dy] = [scales.x(to.x) - fromX, scales.y(to.y) - fromY]
  const length = Math.hypot(dx, dy)
  const placed = `translate(${fromX}px, ${fromY}px) rotate(${Math.atan2(dy, dx)}rad)`
  const share = Math.max(0, length - RING - HEAD / 2) / SHAFT
  return (
    <>
      <div class="plane-arrow shaft" style={{ transform: `${placed} translateX(${RING}px) scaleX(${share})` }} />
      <div class="plane-arrow head" style={{ transform: `${placed} translateX(${length - HEAD}px)` }} />
    </>
  )
}
