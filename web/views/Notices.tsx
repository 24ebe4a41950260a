import { awaySince, failure, inUse, loaded, newer, pinned, problem, showInUse } from '../state/model.js'
import { dateTime, time } from '../words.js'
import './Notices.css'

/** What was compared before the model predicted anything here. */
export const PROOFS = {
  bytes: 'Its files are those that were published (by their sha256), and it predicts here what its card says.',
  predictions:
    'It predicts here what its card says. Its files were not compared: browsers do that on https and localhost alone.',
  server: 'It is too large for the page, so the API is asked.',
}

/** Which model is shown, and whether it was proved; its place is kept while it comes. */
export function ShownModel() {
  const model = loaded.value
  return (
    <p class="shown-model">
      {model && (
        <span title={PROOFS[model.proof]}>
          Model of {dateTime(model.manifest.created_at)}
          <span class="quiet"> · {model.proof === 'server' ? 'on the server' : 'verified'}</span>
        </span>
      )}
    </p>
  )
}

/**
 * What is out of the ordinary: another version than the one in use, a newer one, a refused one, the API away. It lies below all else, so
 * that nothing moves when it comes and goes.
 */
export function Notices() {
  const chosen = pinned.value && inUse.value !== undefined && loaded.value?.version !== inUse.value
  return (
    <div class="notices" role="status">
      {chosen && (
        <p>
          <strong>You look at a version that is not in use.</strong>
          <button type="button" onClick={showInUse}>
            Back to the one in use
          </button>
        </p>
      )}
      {newer.value && loaded.value && (
        <p>
          There is a newer model.
          <button type="button" onClick={showInUse}>
            Use the newer model
          </button>
        </p>
      )}
      {failure.value && loaded.value && <p class="warn">{failure.value}</p>}
      {problem.value && loaded.value && <p class="warn">The API does not take up the newest model: {problem.value}</p>}
      {awaySince.value && loaded.value && (
        <p class="quiet">The API is away since {time(awaySince.value)}; trying again. What is shown goes on working.</p>
      )}
    </div>
  )
}
