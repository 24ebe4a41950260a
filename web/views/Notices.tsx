import { awaySince, failure, inUse, loaded, newer, pinned, problem, showInUse } from '../state/model.js'
import { dateTime, time } from '../words.js'
import './Notices.css'

/** What was compared before the model predicted anything here. */
export const PROOFS = {
  bytes:
    'Its files are those that were published (the same SHA-256), and it predicts some rows here exactly as it did when it was made.',
  predictions:
    'It predicts some rows here exactly as it did when it was made. Its files were not compared: browsers do that only on https and localhost.',
  server: 'It is too large for the page, so the API predicts.',
}

/** Which model is shown, and whether it was proved; its place is kept while it comes. */
export function ShownModel() {
  const model = loaded.value
  return (
    <p class="shown-model">
      {model && (
        <>
          Model of {dateTime(model.manifest.created_at)} ·{' '}
          <button type="button" popovertarget="proof">
            {model.proof === 'server' ? 'on the server' : 'verified'}
          </button>
          <span id="proof" popover="auto">
            {PROOFS[model.proof]}
          </span>
        </>
      )}
    </p>
  )
}

/**
 * What is out of the ordinary: another version than the one in use, a newer one, a refused one, the API away. It lies below all else, so
 * that nothing moves when it comes and goes.
 */
export function Notices() {
  const model = loaded.value
  const chosen = model && pinned.value && inUse.value !== undefined && model.version !== inUse.value
  return (
    <div class="notices" role="status">
      {chosen && (
        <p>
          <strong>You are looking at a version that is not in use.</strong>
          <button type="button" onClick={showInUse}>
            Back to the one in use
          </button>
        </p>
      )}
      {newer.value && model && (
        <p>
          There is a newer model.
          <button type="button" onClick={showInUse}>
            Use the newer model
          </button>
        </p>
      )}
      {failure.value && model && <p class="warn">{failure.value}</p>}
      {problem.value && model && <p class="warn">The API can not use the newest model: {problem.value}</p>}
      {awaySince.value && model && (
        <p class="quiet">
          The API has been away since {time(awaySince.value)}; the page keeps trying. What is shown still works.
        </p>
      )}
    </div>
  )
}
