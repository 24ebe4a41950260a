import { useRef } from 'preact/hooks'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { classPlace } from '../../charts/classColours.js'
import { colourOf, symbolOf } from '../../charts/palette.js'
import type { Axes } from '../../state/axes.js'
import { type Field, labelOf, onGrid } from '../../state/fields.js'
import { moveValues } from '../../state/pace.js'
import { prediction, row, setValues } from '../../state/row.js'
import { inSentence, percent, shown, value } from '../../words.js'
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

/** The row in hand, in its plane. It is dragged, or moved by the arrow keys: a step, or ten with Shift. */
export function PlaneMarker({ axes: { x, y }, scales, target }: Props) {
  const from = useRef<{ x: number; y: number }>(undefined)
  const [across, up] = [numberIn(x), y && numberIn(y)]
  const [left, top] = [scales.x(across ?? x.low), y ? scales.y(up ?? y.low) : scales.height / 2]
  const valuesOf = (changes: [Field, number][]) =>
    Object.fromEntries(changes.map(([field, value]) => [field.name, within(field, value)]))
  const sides = y
    ? ([
        [x, scales.x],
        [y, scales.y],
      ] as const)
    : ([[x, scales.x]] as const)

  const onKeyDown = (event: KeyboardEvent) => {
    const towards = KEYS[event.key]
    if (!towards) return
    event.preventDefault()
    const changed = sides.flatMap(([field], i): [Field, number][] =>
      towards[i]
        ? [[field, (numberIn(field) ?? middleOf(field)) + towards[i]! * field.step * (event.shiftKey ? 10 : 1)]]
        : [],
    )
    // At once: the next key goes on from there.
    setValues(valuesOf(changed))
  }
  const onPointerMove = (event: PointerEvent) => {
    if (!from.current) return
    const to = [event.clientX - from.current.x, event.clientY - from.current.y]
    moveValues(valuesOf(sides.map(([field, scale], i) => [field, scale.invert(to[i]!)])))
  }
  const said = prediction.value?.predictions[target.name]
  const place = said && 'label' in said ? classPlace(target, said.label) : undefined
  const values = sides.map(
    ([field], i) => `${i ? inSentence(field.title) : field.title} ${shown(field, row.value[field.name])}`,
  )
  const answer =
    said &&
    ('label' in said ? `${labelOf(target, said.label)}, ${percent(said.probability)}` : value(target, said.value))
  const missing = across === undefined || (y && up === undefined)
  return (
    <div
      class={`plane-marker${missing ? ' missing' : ''}`}
      style={{ transform: `translate(${left}px, ${top}px)` }}
      role="slider"
      tabIndex={0}
      aria-roledescription={y ? 'two-dimensional slider' : undefined}
      aria-label="The row in hand"
      aria-valuemin={x.low}
      aria-valuemax={x.high}
      aria-valuenow={across ?? x.low}
      aria-valuetext={answer ? `${values.join(', ')}: ${answer}` : values.join(', ')}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
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
        <path d={symbolOf(place ?? 0, 70)} fill={place === undefined ? 'var(--accent)' : colourOf(place)} />
      </svg>
    </div>
  )
}

function numberIn({ name }: Field) {
  const value = row.value[name]
  return typeof value === 'number' ? value : undefined
}

const middleOf = ({ low, high }: Field) => (low + high) / 2

const within = ({ low, high, step }: Field, value: number) => Math.min(high, Math.max(low, onGrid(value, step)))
