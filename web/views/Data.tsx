import { RowsBar } from '../charts/RowsBar.js'
import { loaded } from '../state/model.js'
import { target } from '../state/row.js'
import { count, rowCount } from '../words.js'
import { Balances } from './data/Balances.js'
import { Features } from './data/Features.js'
import { Origin } from './data/Origin.js'
import { Rejected } from './data/Rejected.js'
import { Seen } from './data/Seen.js'
import '../charts/charts.css'
import './Model.css'
import './Data.css'

/** What did it learn from, and what was thrown away? */
export function Data() {
  const { manifest, profile } = loaded.value!
  if (!target.value) return null
  const { clean, rejected, train, test } = manifest.dataset.rows
  const rows = profile?.rows ?? { raw: clean + rejected, clean, rejected, train, test }
  return (
    <div class="data-view">
      <section class="says" aria-label="In short">
        <p>
          {rowCount(rows.raw)} {rows.raw === 1 ? 'was' : 'were'} read{profile?.file ? ` from ${profile.file.name}` : ''}
          :{' '}
          {rows.rejected === 0
            ? 'all are clean'
            : `${count(rows.clean)} are clean, ${count(rows.rejected)} ${rows.rejected === 1 ? 'was' : 'were'} rejected`}
          . The model learned from {count(rows.train)} of them; {count(rows.test)} were kept apart to test it.
        </p>
      </section>
      <section class="rows-bar" aria-label="Rows">
        <RowsBar rows={rows} />
      </section>
      {profile ? (
        <>
          <Rejected profile={profile} />
          <Balances profile={profile} />
          <Features profile={profile} />
        </>
      ) : (
        <Seen />
      )}
      <Origin />
    </div>
  )
}
