import { computed, effect, type ReadonlySignal } from '@preact/signals'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
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
  const way = useMemo(() => computed(() => wayTo(goal.value, { x, y }, scales)), [x, y, scales, goal])
  const [shaft, head] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)]
  useLayoutEffect(
    () =>
      effect(() => {
        shaft.current!.style.transform = way.value ? shaftOf(way.value) : 'scale(0)'
        head.current!.style.transform = way.value ? headOf(way.value) : 'scale(0)'
      }),
    [way],
  )
  return (
    <>
      <div class="plane-arrow shaft" ref={shaft} />
      <div class="plane-arrow head" ref={head} />
    </>
  )
}

interface Way {
  placed: string
  length: number
}

function wayTo(to: Goal | undefined, { x, y }: Axes, scales: Scales): Way | undefined {
  const [across, up] = [row.value[x.name], y && row.value[y.name]]
  if (!to || typeof across !== 'number' || typeof up !== 'number') return undefined
  const [fromX, fromY] = [scales.x(across), scales.y(up)]
  const [dx, dy] = [scales.x(to.x) - fromX, scales.y(to.y) - fromY]
  const placed = `translate(${fromX}px, ${fromY}px) rotate(${Math.atan2(dy, dx)}rad)`
  return { placed, length: Math.hypot(dx, dy) }
}

const shaftOf = ({ placed, length }: Way) =>
  `${placed} translateX(${RING}px) scaleX(${Math.max(0, length - RING - HEAD / 2) / SHAFT})`

const headOf = ({ placed, length }: Way) => `${placed} translateX(${length - HEAD}px)`
