import { UserError } from '../../core/errors.js'
import type { Model } from '../../core/model/model.js'
import { predict } from '../../core/model/predict.js'
import { ensureReplaced } from '../../database/checkTables.js'
import type { Database } from '../../database/database.js'
import type { GivenRow } from '../../scoring/givenRows.js'
import { noRows } from '../lineage.js'
import { cleanRows } from './cleanRows.js'
import { predictedRow } from './predictedRow.js'
import { type PredictionSummary, summaryOf } from './predictionSummary.js'

/** As many of the rows that were not predicted are told. */
const MOST_TOLD = 5

export interface PredictTableOptions {
  model: Model
  /** Where the rows come from; the clean rows, if nothing is given. */
  file?: { name: string; rows: AsyncIterable<GivenRow[]> } | undefined
  /** Airflow's run, where there is one. */
  runId?: string | undefined
  /** Called with the number of the rows that are done. */
  onProgress?: (rows: number) => void
}

export type PredictTableResult = {
  /** The table with the predictions. */
  table: string
  /** The file or the table that the rows are from. */
  source: string
  version: string
  rows: number
  predicted: number
  not_predicted: number
  /** The first of the rows that were not predicted, each in words. */
  examples: string[]
  /** Of each target: how often each class was predicted, or what the numbers are like. */
  targets: Record<string, PredictionSummary>
  rows_per_second: number
}

/**
 * Predicts the rows of a file, or the clean rows, into the table of predictions, in place of what was there. A row that can't be
 * predicted is kept there with the reason and holds up no other.
 *
 * @throws UserError what reading the rows throws, NONE_PREDICTED when no row could be, TABLES when the table is somebody else's;
 *   TemporaryError NO_ROWS when there are no clean rows; the table is then as it was
 */
export async function predictTable(
  database: Database,
  { model, file, runId, onProgress }: PredictTableOptions,
  onWait?: () => void,
): Promise<PredictTableResult> {
  const { dataset, tables } = database
  const { version } = model.manifest
  const source = file?.name ?? tables.clean.name
  await ensureReplaced(database, tables.predictions)
  return database.replaceTables(
    [tables.predictions],
    async (insert) => {
      const started = performance.now()
      const summaries = dataset.targets.map(summaryOf)
      const examples: string[] = []
      let [rows, predicted] = [0, 0]
      let underWay = Promise.resolve()
      for await (const batch of file?.rows ?? cleanRows(database)) {
        const values = batch.flatMap((row) => ('values' in row ? [row.values] : []))
        const predictions = predict(model, values)
        for (const summary of summaries) summary.add(predictions)
        for (const row of batch) {
          if ('reason' in row && examples.length < MOST_TOLD) examples.push(`line ${row.line}: ${row.reason}`)
        }
        let next = 0
        const stored = batch.map((row) => {
          const prediction = 'values' in row ? predictions[next++] : undefined
          return [...predictedRow(dataset, row, prediction), version, runId ?? null]
        })
        rows += batch.length
        predicted += values.length
        // While these are written, the next are read and predicted.
        await underWay
        underWay = insert(tables.predictions, stored)
        underWay.catch(() => {}) // Reported where it is awaited.
        onProgress?.(rows)
      }
      await underWay
      if (rows === 0 && !file) throw noRows(source, 'predict', 'preprocess')
      if (rows === 0) throw new UserError('CSV_CONTENT', `${source} holds no rows; nothing to predict.`)
      if (predicted === 0) {
        throw new UserError(
          'NONE_PREDICTED',
          `None of the ${rows} rows of ${source} could be predicted, the first, on ${examples[0]}; mend the file.`,
        )
      }
      return {
        table: tables.predictions.name,
        source,
        version,
        rows,
        predicted,
        not_predicted: rows - predicted,
        examples,
        targets: Object.fromEntries(summaries.map(({ name, result }) => [name, result()])),
        rows_per_second: Math.round((rows / (performance.now() - started)) * 1000),
      }
    },
    onWait,
  )
}
