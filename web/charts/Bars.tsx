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

/** Probabilities as bars of one length for 100 %, each with its label and its number beside it. */
export const Bars = ({ bars }: { bars: readonly Bar[] }) => (
  <ul class="bars">
    {bars.map(({ label, probability, index }) => (
      <li key={label}>
        <span class="label">
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            {index !== undefined && <path d={symbolOf(index, 70)} style={{ fill: colourOf(index) }} />}
          </svg>
          {label}
        </span>
        <span class="number">{percent(probability)}</span>
        <span class="length">
          <span
            style={{
              transform: `scaleX(${probability.toFixed(4)})`,
              background: index === undefined ? 'var(--quiet)' : colourOf(index),
            }}
          />
        </span>
      </li>
    ))}
  </ul>
)
