import { signal } from '@preact/signals'
import { fields, targets } from '../../../state/fields.js'
import type { Loaded } from '../../../state/loadModel.js'
import { inUse, loaded } from '../../../state/model.js'
import { target } from '../../../state/row.js'
import { scriptUrl } from '../../../state/trusted.js'
import type { Reply, Request } from './messages.js'
import { orderChoices } from './orderChoices.js'
import type { Order } from './orderRows.js'
import workerUrl from './predict.worker.ts?worker&url'
import type { Job, Summary } from './predictFile.js'
import { rowKey } from './rowKey.js'
import type { Page } from './rowsShown.js'
import { save } from './save.js'

/** Where the page is with a file. */
export type State =
  | { readonly is: 'none' }
  | { readonly is: 'working'; readonly name: string; readonly what: 'reading' | 'predicting'; readonly share: number }
  | { readonly is: 'problem'; readonly sentence: string }
  | { readonly is: 'predicted'; readonly summary: Summary; readonly model: Loaded; readonly file: File }

/** As many rows more at a time. */
export const PAGE_ROWS = 200

export const csvState = signal<State>({ is: 'none' })
/** The rows that are listed, and their order. */
export const listing = signal<{ readonly order: Order; readonly page: Page }>()

let worker: Worker | undefined
const ask = (request: Request) => worker?.postMessage(request)

/** Lets go of the file; what is under way ends. */
export function forget() {
  worker?.terminate()
  worker = undefined
  listing.value = undefined
  csvState.value = { is: 'none' }
}

/** Predicts a file with the model in the page's hands, in a worker of its own. */
export function predictCsv(file: File) {
  const model = loaded.value
  if (!model) return
  forget()
  if (!model.model && model.version !== inUse.value) {
    const sentence =
      'This version is too large for the page, and the API predicts with the one in use only; show that one.'
    csvState.value = { is: 'problem', sentence }
    return
  }
  csvState.value = { is: 'working', name: file.name, what: 'reading', share: 0 }
  worker = new Worker(scriptUrl(workerUrl), { type: 'module' })
  worker.onmessage = ({ data }: MessageEvent<Reply>) => hear(data, file, model)
  worker.onerror = () => {
    forget()
    csvState.value = {
      is: 'problem',
      sentence: 'The part of the page that predicts files did not arrive; reload the page.',
    }
  }
  const batchUrl = new URL('predict/batch', document.baseURI).href
  ask({ ask: 'predict', file, job: jobOf(model), by: model.model ?? { batchUrl } })
}

/** Lists the first rows in an order. */
export const list = (order: Order, count = PAGE_ROWS) => ask({ ask: 'rows', order, count })

/** Asks for the file with the predictions, which is saved when it comes. */
export const download = () => ask({ ask: 'csv' })

function hear(reply: Reply, file: File, model: Loaded) {
  switch (reply.say) {
    case 'progress':
      csvState.value = { is: 'working', name: file.name, what: reply.what, share: reply.share }
      return
    case 'problem':
      forget()
      csvState.value = { is: 'problem', sentence: reply.sentence }
      return
    case 'predicted': {
      csvState.value = { is: 'predicted', summary: reply.summary, model, file }
      list(orderChoices(reply.summary, targets.value, target.value)[0]!.order)
      return
    }
    case 'rows':
      listing.value = reply
      return
    case 'csv':
      save(reply.blob, file.name)
  }
}

function jobOf({ profile, manifest }: Loaded): Job {
  const sample = profile?.sample
  const train = sample ? [...sample.split.keys()].filter((i) => sample.split[i] === 'train') : []
  const all = sample && train.length === manifest.dataset.rows.train
  const rowAt = (i: number) => Object.fromEntries(fields.value.map(({ name }) => [name, sample!.values[name]?.[i]]))
  return {
    features: fields.value,
    targets: targets.value,
    learned: all ? train.map((i) => rowKey(rowAt(i), fields.value)) : undefined,
  }
}
