import { type ReadonlySignal, useSignal } from '@preact/signals'
import { featureInHand, inWords } from './featureInHand.js'
import type { Reasons } from './reasonsFor.js'

interface Props {
  reasons: ReadonlySignal<Reasons>
  /** What the numbers are. */
  unit: string
  start: string
  end: string
}

/** The numbers behind the bars, which add up. Closed, it costs nothing while the hand moves. */
export function ReasonTable(props: Props) {
  const open = useSignal(false)
  return (
    <details
      onToggle={(event) => {
        open.value = event.currentTarget.open
      }}
    >
      <summary>The numbers, which add up</summary>
      {open.value && <Table {...props} />}
    </details>
  )
}

function Table({ reasons, unit, start, end }: Props) {
  const { from, parts, to } = reasons.value
  const rows = [
    { name: start, by: from },
    ...parts.map(({ name, by }) => ({ name: inWords(featureInHand(name)), by })),
    { name: end, by: to },
  ]
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col" class="number">
            {unit}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, by }) => (
          <tr key={name}>
            <td>{name}</td>
            <td class="number">{String(by).replace('-', '−')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
