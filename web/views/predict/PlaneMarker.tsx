import { effect } from '@preact/signals'
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { Axes } from '../../state/axes.js'
import { type Field, onGrid } from '../../state/fields.js'
import { moveValues } from '../../state/pace.js'
import { setValues } from '../../state/row.js'
import { markerShows, numberOf } from './markerShows.js'
import type { Scales } from './planeScales.js'

const KEYS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

interface Props {
  axes: Axes
  scales: Scales
  target: FieldCard
}

/**
 * The row in hand, in its plane. It is dragged, or moved by the arrow keys: a step, or ten with Shift. What changes with each frame of a
 * drag is set by its signal alone.
 */
export function PlaneMarker({ axes: { x, y }, scales, target }: Props) {
  const marker = useRef<HTMLDivElement>(null)
  const from = useRef<{ x: number; y: number }>(undefined)
  const sides = y ? [x, y] : [x]
  const shows = useMemo(() => markerShows({ x, y }, scales, target), [x, y, scales, target])
  useLayoutEffect(
    () =>
      effect(() => {
        const { left, top } = shows.at.value
        marker.current!.style.transform = `translate(${left}px, ${top}px)`
      }),
    [shows],
  )
  const valuesOf = (changes: [Field, number][]) =>
    Object.fromEntries(changes.map(([field, value]) => [field.name, within(field, value)]))

  const onKeyDown = (event: KeyboardEvent) => {
    const towards = KEYS[event.key]
    if (!towards) return
    event.preventDefault()
    const changed = sides.flatMap((field, i): [Field, number][] =>
      towards[i]
        ? [[field, (numberOf(field) ?? middleOf(field)) + towards[i]! * field.step * (event.shiftKey ? 10 : 1)]]
        : [],
    )
    // At once: the next key goes on from there.
    setValues(valuesOf(changed))
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!from.current) return
    const [toX, toY] = [event.clientX - from.current.x, event.clientY - from.current.y]
    const place: [Field, number][] = [[x, scales.x.invert(toX)]]
    if (y) place.push([y, scales.y.invert(toY)])
    moveValues(valuesOf(place))
  }
  return (
    <div
      ref={marker}
      class={shows.look}
      role="slider"
      tabIndex={0}
      aria-roledescription={y ? 'two-dimensional slider' : undefined}
      aria-label="The row in hand"
      aria-valuemin={x.low}
      aria-valuemax={x.high}
      aria-valuenow={shows.now}
      aria-valuetext={shows.says}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        const { left, top } = shows.at.value
        from.current = { x: event.clientX - left, y: event.clientY - top }
      }}
      onPointerMove={onPointerMove}
      onLostPointerCapture={() => {
        from.current = undefined
      }}
    >
      <svg viewBox="-16 -16 32 32" aria-hidden="true">
        <circle class="halo" r="10" />
        <circle class="ring" r="10" />
        <path d={shows.symbol} fill={shows.colour} />
      </svg>
    </div>
  )
}

const middleOf = ({ low, high }: Field) => (low + high) / 2

const within = ({ low, high, step }: Field, value: number) => Math.min(high, Math.max(low, onGrid(value, step)))
