import { openSource, sourceName, unreadable } from '../../csv/source.js'
import type { PredictTableResult } from '../../tasks/predict/predictTable.js'
import { count, startProgress } from '../output.js'
import type { Step } from '../step.js'
import { openModel } from './models/openModel.js'

export type Format = 'csv' | 'ndjson'

export interface PredictFlags {
  /** A version; the one in use, if none is named. */
  model?: string | undefined
  format?: Format | undefined
}

/** Predicts into the database: the rows of a file, or the clean ones. */
export const predictTableStep: Step<PredictFlags & { file?: string | undefined }, PredictTableResult> = {
  name: 'predict',
  async work({ database, dataset, settings, onWait }, { file, model: version, format }) {
    const { givenCsv, givenNdjson } = await import('../../scoring/givenRows.js')
    const { predictTable } = await import('../../tasks/predict/predictTable.js')
    const { sourceOf } = await import('../../tasks/train/source.js')
    const model = await openModel({ folder: settings.MODELS_DIR, dataset }, version)
    const progress = await startProgress()
    // Opened when it is read: a stream that fails while nobody reads it ends the process.
    async function* given(path: string) {
      const bytes = await openSource(path)
      yield* format === 'ndjson' ? givenNdjson(bytes, dataset) : givenCsv({ name: sourceName(path), bytes }, dataset)
    }
    try {
      const options = {
        model,
        file: file === undefined ? undefined : { name: sourceName(file), rows: given(file) },
        runId: sourceOf(process.env).run_id,
        onProgress: (rows: number) => progress.show(count(rows, 'row')),
      }
      return await predictTable(database, options, onWait)
    } catch (error) {
      throw file === undefined ? error : unreadable(file, error)
    } finally {
      progress.stop()
    }
  },
  describe({ table, source, version, predicted, not_predicted, examples, rows_per_second }) {
    const pace = count(rows_per_second, 'row')
    return [
      `${count(predicted, 'row')} of ${source} by version ${version} into ${table}, ${pace} a second`,
      ...(not_predicted > 0
        ? [`${count(not_predicted, 'row')} not predicted, with the reason; the first is ${examples[0]}`]
        : []),
    ]
  },
}
