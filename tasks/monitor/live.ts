import { type Kysely, sql } from 'kysely'
import type { Target } from '../../core/dataset/dataset.js'
import type { ClassTarget, NumberTarget } from '../../core/model/manifest.js'
import { brief, shortest } from '../../core/numbers.js'
import { wilson, Z_90 } from '../../core/wilson.js'
import type { LogColumns } from '../../database/logColumns.js'
import type { DataTables, Tables } from '../../database/tables.js'
import type { Window } from './servedRows.js'

/** Of fewer labels the intervals say little. */
const LEAST_ROWS = 30

/** How good a target's predictions were, by the true labels that have arrived: the accuracy of classes, or a number's RMSE. */
export interface Live {
  /** Rows with a label. */
  rows: number
  score: number
  low: number
  high: number
  /** The same on the test rows of the training. */
  test: number
  /** Whether it is worse than there by more than chance, of 30 rows or more. */
  is_worse: boolean
}

/** Which rows of the log, and what its columns are called. */
export interface Served {
  names: LogColumns
  window: Window
}

/**
 * @param predicted the log's column with the predictions
 * @returns undefined where no row of the window has a label of this target
 */
export async function liveScore(
  db: Kysely<Tables>,
  { trueLabels, predictionLog }: DataTables,
  { names, window }: Served,
  target: Target,
  made: ClassTarget | NumberTarget,
  predicted: string,
): Promise<Live | undefined> {
  const served = (name: string) => sql.id('served', name)
  const truth = sql.id('truth', target.kind === 'category' ? 'label' : 'value')
  const error = sql`(${served(predicted)} - ${truth})`
  const sums =
    target.kind === 'number'
      ? sql`sum(${error} * ${error}) as total, sum(${error} * ${error} * ${error} * ${error}) as squares`
      : sql`sum(case when ${served(predicted)} = ${truth} then 1 else 0 end) as total, 0 as squares`
  const labelledRows = sql`
    from ${sql.table(trueLabels.name)} as truth
    join ${sql.table(predictionLog.name)} as served
      on ${served(names.requestId)} = truth.request_id and ${served(names.row)} = truth.request_row
    where truth.target = ${target.name}`
  // A client that asks again with the same id is answered twice: its last answer counts.
  const last = sql`
    select max(${served(names.id)}) ${labelledRows} and ${served(names.time)} >= ${window.since}
    group by truth.request_id, truth.request_row`
  const { rows: found } = await sql<{ labelled: number; total: number; squares: number }>`
    select count(*) as labelled, ${sums} ${labelledRows}
      and ${served(names.id)} in (${last})
      and ${served(names.version)} = ${window.version} and ${served(predicted)} is not null`.execute(db)
  const { labelled, total, squares } = found[0]!
  const rows = Number(labelled)
  if (rows === 0) return undefined
  return 'classes' in made
    ? accuracy(rows, Number(total), made.metrics.test)
    : rootOfMean(rows, Number(total), Number(squares), made.metrics.test)
}

function accuracy(rows: number, hits: number, test: ClassTarget['metrics']['test']): Live {
  const { low, high } = wilson(hits, rows)
  const tested = wilson(test.accuracy * test.rows, test.rows)
  return {
    rows,
    score: brief(hits / rows),
    low: brief(low),
    high: brief(high),
    test: test.accuracy,
    is_worse: rows >= LEAST_ROWS && high < tested.low,
  }
}

/** The root of the mean of squared errors, and the roots of that mean's interval. */
function rootOfMean(
  rows: number,
  total: number,
  squares: number,
  { rmse, rmse_interval }: NumberTarget['metrics']['test'],
): Live {
  const average = total / rows
  const half = Z_90 * Math.sqrt(Math.max(0, squares / rows - average ** 2) / rows)
  const low = Math.sqrt(Math.max(0, average - half))
  return {
    rows,
    score: shortest(Math.sqrt(average)),
    low: shortest(low),
    high: shortest(Math.sqrt(average + half)),
    test: rmse,
    is_worse: rows >= LEAST_ROWS && low > (rmse_interval?.high ?? rmse),
  }
}
