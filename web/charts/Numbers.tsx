import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Scroll } from './Scroll.js'

/** A chart's numbers as a table, made when it is first opened. */
export function Numbers({
  of,
  head,
  rows,
}: {
  of: string
  head: readonly string[]
  rows: () => ComponentChildren[][]
}) {
  const [open, setOpen] = useState(false)
  return (
    <details class="numbers" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        Numbers<span class="visually-hidden"> of {of}</span>
      </summary>
      {open && (
        <Scroll label={`Numbers of ${of}`}>
          <table>
            <thead>
              <tr>
                {head.map((title, i) => (
                  <th key={title} scope="col" class={i > 0 ? 'number' : undefined}>
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows().map(([first, ...others], i) => (
                <tr key={i.toString()}>
                  <th scope="row">{first}</th>
                  {others.map((cell, c) => (
                    <td key={c.toString()} class="number">
                      {cell}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
    </details>
  )
}
