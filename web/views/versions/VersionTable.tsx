import type { VersionSummary } from '../../../api/schemas/version.js'
import { Scroll } from '../../charts/Scroll.js'
import { targets } from '../../state/fields.js'
import { inUse, loaded, pin, showInUse } from '../../state/model.js'
import { versions } from '../../state/versions.js'
import { dateTime, figure, value } from '../../words.js'
import { choose, chosenVersions } from './chosen.js'
import { figureOf, shortName, stateOf, verdictWords } from './names.js'

/** Every version with what speaks for and against it, the newest first. */
export function VersionTable() {
  const all = versions.value!
  const some = all.some(({ source }) => source?.dag_id !== undefined)
  return (
    <section aria-labelledby="versions-title">
      <h2 id="versions-title">All versions</h2>
      <Scroll class="version-list" label="Versions, the newest first">
        <table>
          <thead>
            <tr>
              {all.length > 1 && <th scope="col">Compare</th>}
              <th scope="col">Version</th>
              <th scope="col">State</th>
              <th scope="col">Trained</th>
              {targets.value.map(({ name, title, kind }) => (
                <th key={name} scope="col">
                  {title}: {kind === 'number' ? 'RMSE' : 'log loss'}
                </th>
              ))}
              {some && <th scope="col">Made by</th>}
              <th scope="col">Verdict</th>
            </tr>
          </thead>
          <tbody>
            {all.map((it) => (
              <Line key={it.version} its={it} source={some} choice={all.length > 1} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

function Line({ its, source, choice }: { its: VersionSummary; source: boolean; choice: boolean }) {
  const { version, created_at, problem, verdict } = its
  const shown = loaded.value?.version === version
  return (
    <tr class={its.current ? 'current' : undefined} aria-current={shown ? 'true' : undefined}>
      {choice && (
        <td class="choice">
          {problem === undefined && (
            <input
              type="checkbox"
              aria-label={`Compare ${shortName(version)}`}
              checked={chosenVersions.value.includes(version)}
              onChange={({ currentTarget }) => choose(version, currentTarget.checked)}
            />
          )}
        </td>
      )}
      <td class="nowrap">
        <span title={version}>{shortName(version)}</span>{' '}
        {shown ? <span class="quiet">shown</span> : problem === undefined && <Show version={version} />}
      </td>
      <td class="nowrap">
        <span class={problem === undefined ? `state ${stateOf(its).replaceAll(' ', '-')}` : 'bad'}>{stateOf(its)}</span>
      </td>
      <td class="nowrap">{created_at ? dateTime(created_at) : ''}</td>
      {targets.value.map(({ name, kind }) => (
        <Figure key={name} of={figureOf(its, name)} write={kind === 'number' ? (it) => value({}, it) : figure} />
      ))}
      {source && <td>{its.source?.dag_id ?? (its.source ? 'the command line' : '')}</td>}
      <td class="verdict">
        {problem === undefined ? verdictWords(verdict?.says ?? '') : <span class="bad">{problem}</span>}
      </td>
    </tr>
  )
}

function Show({ version }: { version: string }) {
  return (
    <button
      type="button"
      class="show"
      aria-label={`Show ${shortName(version)}`}
      onClick={() => (version === inUse.value ? showInUse() : pin(version))}
    >
      Show
    </button>
  )
}

function Figure({ of, write }: { of: ReturnType<typeof figureOf>; write: (figure: number) => string }) {
  if (!of) return <td />
  const { low, high } = of
  return (
    <td class="nowrap">
      {write(of.value)}
      {low !== undefined && high !== undefined && (
        <span class="quiet">
          {' '}
          {write(low)}–{write(high)}
        </span>
      )}
    </td>
  )
}
