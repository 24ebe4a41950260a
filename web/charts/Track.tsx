import { useComputed } from '@preact/signals'
import type { JSX } from 'preact'
import { bandsAlong } from '../state/along.js'
import { classOffset, type Field } from '../state/fields.js'
import { loaded } from '../state/model.js'
import { target } from '../state/row.js'
import { number } from '../words.js'
import { backgroundOf, curveOf, densityOf, stretchesOf } from './paint.js'
import { colourOf } from './palette.js'
import './Track.css'

/**
 * Below and around a slider: what the model says of the chosen target along it, in the colours of its classes, or as a curve of its
 * values. It is thin where training saw nothing; below it are the ends of what training saw, and how many rows there were.
 */
export function Track({ field, children }: { field: Field; children: JSX.Element }) {
  const paint = useComputed(() => {
    const classes = target.value?.categories
    const bands = classes && bandsAlong(field)
    if (!bands) return ''
    const offset = classOffset(target.value!)
    return backgroundOf(
      stretchesOf(
        bands,
        classes.map((_, i) => colourOf(offset + i)),
      ),
    )
  })
  const { low, high, seen } = field
  const at = (value: number) => `${(((value - low) / (high - low)) * 100).toFixed(2)}%`
  return (
    <div class="track">
      <Curve field={field} />
      <div class="slider">
        <div
          class={paint.value ? 'paint' : 'paint plain'}
          style={{ background: paint.value, clipPath: seen && middleOf(at(seen.min), at(seen.max)) }}
        />
        {children}
      </div>
      <div class="seen" aria-hidden="true">
        <Density field={field} />
        {seen && seen.max > seen.min && (
          <>
            <span style={{ left: at(seen.min) }}>{number(seen.min, field.step)}</span>
            <span style={{ left: at(seen.max) }}>{number(seen.max, field.step)}</span>
          </>
        )}
      </div>
    </div>
  )
}

/** All of the height between two places, and the middle of it outside. */
const middleOf = (from: string, to: string) =>
  `polygon(0 35%, ${from} 35%, ${from} 0, ${to} 0, ${to} 35%, 100% 35%, 100% 65%, ${to} 65%, ${to} 100%, ${from} 100%, ${from} 65%, 0 65%)`

/** The value of a target that is a number, along the slider, from the lowest value that training saw to the highest. */
function Curve({ field }: { field: Field }) {
  const path = useComputed(() => {
    const known = target.value && loaded.value?.manifest.targets[target.value.name]
    const bands = known && 'range' in known && bandsAlong(field)
    return bands ? curveOf(bands, [known.range.min, known.range.max]) : undefined
  })
  if (path.value === undefined) return null
  return (
    <svg class="curve" viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
      <path d={path.value} />
    </svg>
  )
}

function Density({ field }: { field: Field }) {
  const column = loaded.value?.profile?.columns[field.name]
  if (!column?.edges) return null
  return (
    <svg class="density" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <path d={densityOf(column.edges, column.counts, field.low, field.high)} />
    </svg>
  )
}
