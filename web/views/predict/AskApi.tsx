import { useComputed, useSignal } from '@preact/signals'
import type { Prediction } from '../../../core/model/predict.js'
import { ask, Refused } from '../../state/ask.js'
import { loaded } from '../../state/model.js'
import { prediction, row } from '../../state/row.js'

/** What the API said of a row, in a sentence; it holds for that row alone. */
interface Reply {
  about: typeof row.value
  says: string
  isBad: boolean
}

/** Asks the API about the row in hand: its numbers are the page's, since both run the same code. */
export function AskApi() {
  const reply = useSignal<Reply>()
  const shown = useComputed(() => (reply.value?.about === row.value ? reply.value : undefined)).value
  if (!loaded.value?.model) return null
  return (
    <>
      <button
        type="button"
        onClick={async () => {
          const about = row.value
          reply.value = { about, ...(await askOnce()) }
        }}
      >
        Ask the API
      </button>
      <p role="status" class={shown?.isBad ? 'bad' : 'quiet'}>
        {shown?.says}
      </p>
    </>
  )
}

async function askOnce(): Promise<{ says: string; isBad: boolean }> {
  const own = prediction.value
  try {
    const reply = await ask('predict', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(row.value),
    })
    const body: Prediction & { model_version: string } = await reply.json()
    const took = /app;dur=([\d.]+)/.exec(reply.headers.get('server-timing') ?? '')?.[1]
    const time = took ? `, in ${Number(took).toFixed(1)} ms` : ''
    if (body.model_version !== loaded.value?.version) {
      return { says: `The API predicts with another version, ${body.model_version}.`, isBad: true }
    }
    const isSame = JSON.stringify(body.predictions) === JSON.stringify(own?.predictions)
    return isSame
      ? { says: `The API says the same, digit by digit${time}.`, isBad: false }
      : { says: 'The API and the page do not say the same.', isBad: true }
  } catch (error) {
    return { says: error instanceof Refused ? error.message : 'The API does not answer.', isBad: true }
  }
}
