import './Waterfall.css'

/** A bar from where the bars before it end. */
export interface Step {
  key: string
  label: string
  /** How far it goes, in words. */
  says: string
  from: number
  to: number
  colour: string
}

/**
 * How parts lead from a start to an end: a list with a bar for each, all on one scale.
 *
 * @param domain the ends of the scale
 * @param mark a value with a line through all bars, such as even odds
 */
export function Waterfall(props: { steps: readonly Step[]; domain: readonly [number, number]; mark: number }) {
  const { steps, domain, mark } = props
  const at = (value: number) => ((value - domain[0]) / (domain[1] - domain[0] || 1)) * 100
  return (
    <ol class="waterfall">
      {steps.map(({ key, label, says, from, to, colour }, i) => (
        <li key={key}>
          <span>{label}</span>
          <span class="number">{says}</span>
          <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <line x1={at(mark)} x2={at(mark)} y1="0" y2="10" />
            <rect
              x={at(Math.min(from, to))}
              width={Math.abs(at(to) - at(from))}
              y="1"
              height="8"
              style={{ fill: colour }}
            />
            {i < steps.length - 1 && <line class="end" x1={at(to)} x2={at(to)} y1="1" y2="10" />}
          </svg>
        </li>
      ))}
    </ol>
  )
}
