import { useSignal } from '@preact/signals'
import { currentAddress } from '../../state/address.js'
import { row } from '../../state/row.js'
import { AskApi } from './AskApi.js'
import { copy } from './copy.js'
import { curlOf } from './curl.js'
import './Share.css'

/** Where the API predicts: beside the page, below whatever path it is served. */
const predictAddress = () => new URL('predict', location.href).href

/** Takes what is shown elsewhere: as a link, or as a request to the API. */
export function Share() {
  const said = useSignal<string>()
  /** What could not be copied, for the reader to copy. */
  const left = useSignal<string>()

  async function take(text: string) {
    const done = await copy(text)
    said.value = done ? 'Copied' : 'Copy it from here:'
    left.value = done ? undefined : text
  }

  return (
    <section class="share" aria-label="Share">
      <button type="button" onClick={() => take(new URL(currentAddress(), location.href).href)}>
        Copy link
      </button>
      <button type="button" onClick={() => take(curlOf(predictAddress(), row.value))}>
        Copy as curl
      </button>
      <AskApi />
      <p role="status">{said.value}</p>
      {left.value !== undefined && (
        <textarea readOnly aria-label="What to copy" rows={2} value={left.value} ref={(it) => it?.select()} />
      )}
    </section>
  )
}
