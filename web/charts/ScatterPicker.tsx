import { type Signal, useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { nearestTo, nextTowards, type Place } from './ScatterPoints.js'

/** How near the pointer must come to a point, in pixels. */
const REACH = 14

const TOWARDS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

interface Props {
  /** In pixels, in the order that Page Up and Page Down follow. */
  places: readonly Place[]
  style: Record<string, string>
  label: string
  /** What a point is, for those who do not see it. */
  nameOf: (index: number) => string
  /** Where the keyboard begins. */
  start: () => Place
  /** The point under the pointer or the keyboard. */
  active: Signal<number | undefined>
  onTake: (index: number) => void
}

/**
 * Lets a reader go over the points of a scatter and take one: with the pointer, or as one list, so that thousands of points are one stop of
 * the Tab key. Arrow keys go to the nearest point in their direction, Page Up and Page Down along the list, Enter takes.
 */
export function ScatterPicker({ places, style, label, nameOf, start, active, onTake }: Props) {
  const id = useId()
  const last = useSignal(0)
  const at = Math.min(active.value ?? last.value, places.length - 1)
  if (at < 0) return null
  const show = (index: number | undefined) => {
    active.value = index
    if (index !== undefined) last.value = index
  }
  const under = (event: MouseEvent) => nearestTo(places, { x: event.offsetX, y: event.offsetY }, REACH)
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyed(event.key, places, at)
    if (next !== undefined) show(next)
    else if (event.key === 'Enter' || event.key === ' ') onTake(at)
    else return
    event.preventDefault()
  }
  const { x, y } = places[at]!
  return (
    <div
      class="scatter-picker"
      style={style}
      data-at={active.value}
      role="listbox"
      aria-label={label}
      aria-activedescendant={`${id}${at}`}
      tabIndex={0}
      onPointerMove={(event) => show(under(event))}
      onPointerLeave={() => show(undefined)}
      onClick={(event) => {
        const index = under(event)
        if (index !== undefined) onTake(index)
      }}
      onFocus={() => active.value === undefined && show(nearestTo(places, start()))}
      onBlur={() => show(undefined)}
      onKeyDown={onKeyDown}
    >
      <div
        key={at}
        id={`${id}${at}`}
        role="option"
        tabIndex={-1}
        aria-selected="false"
        aria-label={nameOf(at)}
        aria-posinset={at + 1}
        aria-setsize={places.length}
        style={{ transform: `translate(${x}px, ${y}px)` }}
      />
    </div>
  )
}

function keyed(key: string, places: readonly Place[], at: number) {
  const towards = TOWARDS[key]
  if (towards) return nextTowards(places, at, towards)
  if (key === 'PageUp') return Math.max(0, at - 1)
  if (key === 'PageDown') return Math.min(places.length - 1, at + 1)
  if (key === 'Home') return 0
  if (key === 'End') return places.length - 1
  return undefined
}
