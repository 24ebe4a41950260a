import { awaySince, inUse, loaded, newer, problem, show } from '../state/model.js'
import { dateTime, time } from '../words.js'

/** What was compared before the model predicted anything here. */
export const PROOFS = {
  bytes: 'Its files are those that were published (by their sha256), and it predicts here what its card says.',
  predictions:
    'It predicts here what its card says. Its files were not compared: browsers do that on https and localhost alone.',
  server: 'It is too large for the page, so the API is asked.',
}

/** Which model is shown, whether it was proved, whether there is a newer one, and whether the API is there. */
export function Notices() {
  const model = loaded.value
  if (!model) return null
  return (
    <p>
      <span title={PROOFS[model.proof]}>
        Model of {dateTime(model.manifest.created_at)}
        <span class="quiet"> · {model.proof === 'server' ? 'on the server' : 'verified'}</span>
      </span>
      {newer.value && (
        <>
          {' '}
          <button type="button" onClick={() => inUse.value && show(inUse.value)}>
            Use the newer model
          </button>
        </>
      )}
      <span role="status" class="warn">
        {awaySince.value ? ` The API is away since ${time(awaySince.value)}; trying again. ` : ''}
        {problem.value ?? ''}
      </span>
    </p>
  )
}
