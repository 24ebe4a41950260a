import type { Model } from '../../../../core/model/model.js'
import type { Order } from './orderRows.js'
import type { Job, Summary } from './predictFile.js'
import type { Page } from './rowsShown.js'

/** What the page asks of the worker, which keeps the file and its predictions. */
export type Request =
  | {
      readonly ask: 'predict'
      readonly file: File
      readonly job: Job
      readonly by: Model | { readonly batchUrl: string }
    }
  | { readonly ask: 'rows'; readonly order: Order; readonly count: number }
  | { readonly ask: 'csv' }

/** What the worker says. */
export type Reply =
  | { readonly say: 'progress'; readonly what: 'reading' | 'predicting'; readonly share: number }
  | { readonly say: 'problem'; readonly sentence: string }
  | { readonly say: 'predicted'; readonly summary: Summary }
  | { readonly say: 'rows'; readonly order: Order; readonly page: Page }
  | { readonly say: 'csv'; readonly blob: Blob }
