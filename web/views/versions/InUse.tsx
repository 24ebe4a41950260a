import { loaded, pinned } from '../../state/model.js'
import { versions, versionsProblem } from '../../state/versions.js'
import { dateTime } from '../../words.js'
import { Command } from '../Command.js'
import { shortName, verdictSentence } from './names.js'

/** Which version is in use since when, and why; and what to do to put the one in hand to use. */
export function InUse() {
  const all = versions.value!
  const current = all.find((it) => it.current)
  const shown = loaded.value?.version
  return (
    <section aria-labelledby="in-use-title">
      <h2 id="in-use-title">Which version is in use, and why?</h2>
      {current ? (
        <p class="prose">
          <strong>{shortName(current.version)}</strong>
          {current.created_at && `, trained ${dateTime(current.created_at)}`}
          {current.in_use_from && `, in use since ${dateTime(current.in_use_from)}`}.{' '}
          {current.verdict && <span class="quiet">{verdictSentence(current.verdict.says)}</span>}
        </p>
      ) : (
        <p class="prose warn">None of these versions is in use.</p>
      )}
      {all.length === 1 && (
        <p class="prose quiet">
          There is one version so far, so there is nothing to compare it with. The next run adds one.
        </p>
      )}
      {versionsProblem.value && <p class="warn">{versionsProblem.value} What is shown is what the API said before.</p>}
      {pinned.value && shown !== undefined && shown !== current?.version && (
        <p class="prose">
          The page shows <strong>{shortName(shown)}</strong> in all views. To put it to use for everybody:{' '}
          <Command text={`penguins models promote ${shown}`} />
        </p>
      )}
    </section>
  )
}
