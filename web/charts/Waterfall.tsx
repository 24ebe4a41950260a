import { type ReadonlySignal, useComputed } from '@preact/signals'
import './Waterfall.css'

/** A bar from where the bars before it end. */
export interface Step {
  label: string
  /** Behind the label, what changes while something is dragged; and the most letters that it has. */
  value?: { text: string; most: number }
  /** How far it goes, in words. */
  says: string
  from: number
  to: number
  colour: string
}

/** How parts lead from a start to an end. */
export interface Steps {
  steps: readonly Step[]
  /** The ends of the scale. */
  domain: readonly [number, number]
  /** A value with a line through all bars, such as even odds. */
  mark: number
}

/** Steps as a list with a bar for each, all on one scale. */
export function Waterfall({ steps }: { steps: ReadonlySignal<Steps> }) {
  const count = useComputed(() => steps.value.steps.length).value
  return (
    <ol class="waterfall">
      {Array.from({ length: count }, (_, i) => (
        <OneStep key={i.toString()} all={steps} index={i} />
      ))}
    </ol>
  )
}

/** Rendered once: what changes with each frame of a drag is set by its signal alone. */
function OneStep({ all, index }: { all: ReadonlySignal<Steps>; index: number }) {
  const label = useComputed(() => all.value.steps[index]?.label)
  const value = useComputed(() => all.value.steps[index]?.value?.text)
  const width = useComputed(() => `width: ${all.value.steps[index]?.value?.most ?? 0}ch`)
  const says = useComputed(() => all.value.steps[index]?.says)
  const bar = useComputed(() => barOf(all.value, index))
  return (
    <li>
      <span>
        {label}{' '}
        <span class="value steady" style={width}>
          {value}
        </span>
      </span>
      <span class="says">
        <span class="steady">{says}</span>
      </span>
      <span class="length" style={bar} aria-hidden="true" />
    </li>
  )
}

function barOf({ steps, domain, mark }: Steps, index: number): string {
  const step = steps[index]
  if (!step) return ''
  const at = (value: number) => `${(((value - domain[0]) / (domain[1] - domain[0] || 1)) * 100).toFixed(2)}%`
  const [from, to] = [at(Math.min(step.from, step.to)), at(Math.max(step.from, step.to))]
  const line = `linear-gradient(90deg, transparent calc(${at(mark)} - 0.5px), var(--line) 0 calc(${at(mark)} + 0.5px), transparent 0)`
  return `background: linear-gradient(90deg, transparent ${from}, ${step.colour} 0 ${to}, transparent 0), ${line}`
}
