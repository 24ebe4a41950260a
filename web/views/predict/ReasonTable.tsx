import { useSignal } from '@preact/signals'
import type { Reasons } from './reasonsFor.js'

interface Props {
  reasons: Reasons
  nameOf: (name: string) => string
  /** What the numbers are. */
  unit: string
  start: string
  end: string
}

/** The numbers behind the bars, which add up. */
export function ReasonTable({ reasons: { from, parts, to }, nameOf, unit, start, end }: Props) {
  const open = useSignal(false)
  const rows = [
    { name: start, by: from },
    ...parts.map(({ name, by }) => ({ name: nameOf(name), by })),
    { name: end, by: to },
  ]
  return (
    <details
      onToggle={(event) => {
        open.value = event.currentTarget.open
      }}
    >
      <summary>The numbers, which add up</summary>
      {open.value && (
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
      )}
    </details>
  )
}
