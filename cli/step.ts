import type { Dataset } from '../core/dataset/dataset.js'
import { readDataset } from '../core/dataset/readDataset.js'
import { messageOf } from '../core/errors.js'
import { readSettings, type Settings } from '../core/settings.js'
import type { Database } from '../database/database.js'
import { openDatabase } from '../database/open.js'
import { print, say } from './output.js'

/** What a step works with. */
export interface StepContext {
  settings: Settings
  dataset: Dataset
  database: Database
  /** To call when the step waits for another one. */
  onWait: () => void
}

type Connected = Omit<StepContext, 'onWait'>

/** A step of the pipeline as a command runs it: the work, and its result in words. */
export interface Step<Options, Result extends object> {
  name: string
  work(context: StepContext, options: Options): Promise<Result>
  describe(result: Result, dataset: Dataset): string[]
}

/** Does a step, says what it did and keeps it in `task_runs`. */
export async function perform<Options, Result extends object>(
  step: Step<Options, Result>,
  context: Connected,
  options: Options,
) {
  const started = new Date()
  const onWait = () => say(step.name, 'another step is writing; waiting for it to end')
  const done = await step.work({ ...context, onWait }, options)
  const result = { task: step.name, ...done, duration_ms: Date.now() - started.getTime() }
  await record(context, step.name, started, result)
  say(step.name, ...step.describe(done, context.dataset))
  return result
}

/**
 * Keeps a result in `task_runs`. The work is done by then: if the record can't be written, even by a second connection, the user is
 * told, and the step has not failed.
 */
export async function record({ database, settings, dataset }: Connected, task: string, started: Date, result: object) {
  const { recordRun } = await import('../database/runs.js')
  try {
    await recordRun(database, task, started, result).catch(async () => {
      const another = await openDatabase(settings.DATABASE_URL, dataset)
      try {
        await recordRun(another, task, started, result)
      } finally {
        await another.close()
      }
    })
  } catch (error) {
    say(task, `done, but its record is not in task_runs: ${messageOf(database.explain(error))}`)
  }
}

/** Opens the database that the settings name, with all tables of the data set there, for as long as `use` takes. */
export async function withDatabase<T>(use: (context: Connected) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env)
  const dataset = await readDataset(settings.DATASET)
  const database = await openDatabase(settings.DATABASE_URL, dataset)
  try {
    const { ensureTables } = await import('../database/checkTables.js')
    await ensureTables(database)
    return await use({ settings, dataset, database })
  } catch (error) {
    throw database.explain(error)
  } finally {
    await database.close()
  }
}

/** A whole command: one step, its words on stderr and its result last on stdout. */
export async function runStep<Options, Result extends object>(step: Step<Options, Result>, options: Options) {
  print(await withDatabase((context) => perform(step, context, options)))
}
