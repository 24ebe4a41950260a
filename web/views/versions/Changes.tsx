import { Scroll } from '../../charts/Scroll.js'
import { changes } from '../../state/versions.js'
import { count, dateTime } from '../../words.js'
import { shortName, verdictWords } from './names.js'

const ACTIONS = {
  train: 'training',
  promote: 'put to use by hand',
  rollback: 'rollback',
  found: 'changed by another program',
}

/** How the version in use came to be: every change, the newest first. */
export function Changes() {
  const all = [...changes.value].reverse()
  if (all.length === 0) return null
  return (
    <details class="changes">
      <summary>
        {count(all.length)} {all.length === 1 ? 'change' : 'changes'} of the version in use
      </summary>
      <Scroll class="version-list" label="Changes of the version in use">
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">From</th>
              <th scope="col">To</th>
              <th scope="col">By</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {all.map(({ at, from, to, action, why }) => (
              <tr key={at + to}>
                <td class="nowrap">{dateTime(at)}</td>
                <td>{from === null ? 'none' : shortName(from)}</td>
                <td>{shortName(to)}</td>
                <td>{ACTIONS[action]}</td>
                <td class="verdict">{verdictWords(why)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  )
}
