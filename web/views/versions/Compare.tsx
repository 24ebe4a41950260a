import { signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Loaded } from '../../state/loadModel.js'
import { dataset } from '../../state/model.js'
import { versionOf } from '../../state/versions.js'
import { count } from '../../words.js'
import { chosenVersions, pair } from './chosen.js'
import { Disagree } from './Disagree.js'
import { differences, type Pair } from './differences.js'
import { itemsOf } from './itemsOf.js'
import { shortName } from './names.js'

type Both = { a: Loaded; b: Loaded } | { problem: string }

const both = signal<Both>()

/** Two versions, and nothing but what differs. */
export function Compare() {
  const chosen = pair.value
  const key = chosen?.join()
  useEffect(() => load(chosen), [key])
  return (
    <section aria-labelledby="compare-title">
      <h2 id="compare-title">What differs between two versions?</h2>
      {chosen ? (
        <Shown result={both.value} />
      ) : (
        <p class="quiet">
          {chosenVersions.value.length === 0
            ? 'Tick two versions in the table above.'
            : `Tick one more, to compare with ${shortName(chosenVersions.value[0]!)}.`}
        </p>
      )}
    </section>
  )
}

function load(chosen: readonly [string, string] | undefined) {
  both.value = undefined
  let current = true
  if (chosen) {
    Promise.all(chosen.map(versionOf)).then(
      ([a, b]) => {
        if (current) both.value = { a: a!, b: b! }
      },
      (error: Error) => {
        if (current) both.value = { problem: error.message }
      },
    )
  }
  return () => {
    current = false
  }
}

function Shown({ result }: { result: Both | undefined }) {
  if (!result) return <p class="quiet">Loading both…</p>
  if ('problem' in result) return <p class="bad">{result.problem}</p>
  const { a, b } = result
  const words = dataset.value ?? { features: [], targets: [] }
  const { different, same } = differences(itemsOf(a.manifest, words), itemsOf(b.manifest, words))
  return (
    <>
      <div class="scroll">
        <table class="differences">
          <thead>
            <tr>
              <th />
              <th scope="col">{shortName(a.version)}, the older</th>
              <th scope="col">{shortName(b.version)}, the newer</th>
            </tr>
          </thead>
          <Groups pairs={different} />
        </table>
      </div>
      {different.length === 0 && <p>Nothing that is known of them differs.</p>}
      <details>
        <summary>
          {count(same.length)} {same.length === 1 ? 'thing is' : 'things are'} the same
        </summary>
        <table class="differences">
          <tbody>
            {same.map(({ name, group, a: says }) => (
              <tr key={group + name}>
                <th scope="row">{name}</th>
                <td>{says}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
      <Disagree a={a} b={b} />
    </>
  )
}

function Groups({ pairs }: { pairs: readonly Pair[] }) {
  const groups = [...new Set(pairs.map(({ group }) => group))]
  return (
    <>
      {groups.map((group) => (
        <tbody key={group}>
          <tr>
            <th colSpan={3} scope="rowgroup" class="group">
              {group}
            </th>
          </tr>
          {pairs
            .filter((it) => it.group === group)
            .map(({ name, a, b }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{a ?? <span class="quiet">not said</span>}</td>
                <td>{b ?? <span class="quiet">not said</span>}</td>
              </tr>
            ))}
        </tbody>
      ))}
    </>
  )
}
