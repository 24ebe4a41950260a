import { effect, useComputed } from '@preact/signals'
import type { JSX } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { bandsAlong } from '../state/along.js'
import type { Field } from '../state/fields.js'
import { loaded } from '../state/model.js'
import { target } from '../state/row.js'
import { number } from '../words.js'
import { chosenColours } from './classColours.js'
import { classInk, stripsOf } from './DecisionMapPaint.js'
import { curveOf, densityOf } from './paint.js'
import './Track.css'

/**
 * Below and around a slider: what the model says of the chosen target along it, in the colours of its classes, or as a curve of its
 * values. It is thin where training saw nothing; below it are the ends of what training saw, and how many rows there were.
 */
export function Track({ field, children }: { field: Field; children: JSX.Element }) {
  const { low, high, seen } = field
  const at = (value: number) => `${(((value - low) / (high - low)) * 100).toFixed(2)}%`
  return (
    <div class="track">
      <Curve field={field} />
      <div class="slider" style={seen && { '--from': at(seen.min), '--to': at(seen.max) }}>
        <Paint field={field} />
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

/** More pixels than a track is long on most screens: it is stretched to its length. */
const PIXELS = 1200

/** The class that the model says along the slider, the stronger the surer; plain for a number. */
function Paint({ field }: { field: Field }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useLayoutEffect(() => {
    const context = canvas.current!.getContext('2d', { willReadFrequently: true })!
    return effect(() => {
      const bands = chosenColours.value && bandsAlong(field)
      if (!bands) return context.clearRect(0, 0, PIXELS, 1)
      const cells = { xs: bands.edges, ys: [0, 1], outputs: bands.outputs }
      const strip = stripsOf(cells, classInk(chosenColours.value!, 0.15, 1), PIXELS)
      context.putImageData(new ImageData(new Uint8ClampedArray(strip.buffer), PIXELS), 0, 0)
    })
  }, [field])
  const isPainted = useComputed(() => chosenColours.value !== undefined && loaded.value?.model !== undefined).value
  return <canvas ref={canvas} class={isPainted ? 'paint' : 'paint plain'} width={PIXELS} height={1} />
}

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
      <path d={path} />
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
