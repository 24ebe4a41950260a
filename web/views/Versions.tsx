import { useEffect } from 'preact/hooks'
import { inUse } from '../state/model.js'
import { lookAtVersions, versions, versionsProblem } from '../state/versions.js'
import { Changes } from './versions/Changes.js'
import { Compare } from './versions/Compare.js'
import { InUse } from './versions/InUse.js'
import { Timelines } from './versions/Timelines.js'
import { VersionTable } from './versions/VersionTable.js'
import '../charts/charts.css'
import './Versions.css'

/** Which version is in use, why, and was it better? */
export function Versions() {
  const current = inUse.value
  useEffect(() => {
    lookAtVersions()
  }, [current])
  if (!versions.value) {
    return (
      <section>
        <h2>Versions</h2>
        <p class={versionsProblem.value ? 'bad' : 'quiet'}>{versionsProblem.value ?? 'Asking the API for them…'}</p>
      </section>
    )
  }
  return (
    <div class="versions-view">
      <InUse />
      {versions.value.length > 1 && <Timelines />}
      <VersionTable />
      {versions.value.length > 1 && <Compare />}
      <Changes />
    </div>
  )
}
