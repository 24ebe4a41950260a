import { type ReadonlySignal, useComputed } from '@preact/signals'
import { percent } from '../words.js'
import { colourOf, symbolOf } from './palette.js'
import './Bars.css'

/** A class and its probability. */
export interface Bar {
  label: string
  probability: number
  /** Which colour and symbol it has; left out of several classes together. */
  index?: number
}

/** "> 99.9 %". */
const WIDEST = 8
/** As wide as a digit: numbers end at one place, and begin there too, so that nothing moves. */
const FIGURE_SPACE = '\u2007'

/** Probabilities as bars of one length for 100 %, each with its label and its number beside it. */
export function Bars({ bars }: { bars: ReadonlySignal<readonly Bar[]> }) {
  const count = useComputed(() => bars.value.length).value
  return (
    <ul class="bars">
      {Array.from({ length: count }, (_, i) => (
        <OneBar key={i.toString()} bar={() => bars.value[i]} />
      ))}
    </ul>
  )
}

/** Rendered once: what changes with each frame of a drag is set by its signal alone. */
function OneBar({ bar }: { bar: () => Bar | undefined }) {
  const index = useComputed(() => bar()?.index)
  const label = useComputed(() => bar()?.label)
  const says = useComputed(() => percent(bar()?.probability ?? 0).padStart(WIDEST, FIGURE_SPACE))
  const symbol = useComputed(() => (index.value === undefined ? '' : symbolOf(index.value, 70)))
  const colour = useComputed(() => (index.value === undefined ? 'var(--quiet)' : colourOf(index.value)))
  const length = useComputed(
    () => `color: ${colour.value}; background-size: ${((bar()?.probability ?? 0) * 100).toFixed(2)}% 100%`,
  )
  return (
    <li>
      <span class="label">
        <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
          <path d={symbol} fill={colour} />
        </svg>
        {label}
      </span>
      <span class="value">
        <span class="steady">{says}</span>
      </span>
      <span class="length" style={length} />
    </li>
  )
}
