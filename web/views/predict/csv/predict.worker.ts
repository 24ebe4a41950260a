import type { FeatureValues } from '../../../../core/model/encode.js'
import type { Model } from '../../../../core/model/model.js'
import { type Prediction, predict } from '../../../../core/model/predict.js'
import { NoAnswer, post } from '../../../state/ask.js'
import { FileFault } from './FileFault.js'
import type { Reply, Request } from './messages.js'
import { type Predicted, predictFile, summarize } from './predictFile.js'
import { MAX_BYTES } from './readTable.js'
import { rowsShown } from './rowsShown.js'
import { writeCsv } from './writeCsv.js'

/*
 * Predicts a file beside the page, which goes on moving, and keeps the rows: the page gets those that it shows.
 */

const say = (reply: Reply) => postMessage(reply)

let predicted: Predicted | undefined

addEventListener('message', ({ data }: MessageEvent<Request>) => {
  answer(data).catch((error: unknown) => {
    say({ say: 'problem', sentence: sentenceOf(error) })
  })
})

async function answer(request: Request) {
  switch (request.ask) {
    case 'predict':
      predicted = await predictAll(request)
      return say({ say: 'predicted', summary: summarize(predicted) })
    case 'rows':
      return say({ say: 'rows', order: request.order, page: rowsShown(predicted!, request.order, request.count) })
    case 'csv':
      return say({ say: 'csv', blob: new Blob([writeCsv(predicted!)], { type: 'text/csv' }) })
  }
}

async function predictAll({ file, job, by }: Extract<Request, { ask: 'predict' }>): Promise<Predicted> {
  if (file.size > MAX_BYTES) {
    throw new FileFault(`${file.name} is larger than ${MAX_BYTES >> 20} MB, the most that the page takes; split it.`)
  }
  const bytes = new Uint8Array(await file.arrayBuffer())
  const all = 'batchUrl' in by ? viaApi(by.batchUrl) : inPage(by)
  return predictFile(bytes, file.name, job, all, (what, share) => say({ say: 'progress', what, share }))
}

const inPage = (model: Model) => (rows: readonly FeatureValues[]) => predict(model, rows)

const viaApi = (url: string) => (rows: readonly FeatureValues[]) =>
  post<{ results: Prediction[] }>(url, rows).then(
    ({ results }) => results,
    (error: unknown) => {
      if (!(error instanceof NoAnswer)) throw error
      throw new FileFault('The API does not answer, and this model is asked there; try again.')
    },
  )

function sentenceOf(error: unknown): string {
  if (error instanceof DOMException)
    return 'The file can not be read; it may have been moved or changed. Choose it again.'
  return error instanceof Error ? error.message : String(error)
}
