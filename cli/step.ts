import { readSettings, type Settings } from '../core/settings.js'
import type { Database } from '../tasks/database/database.js'
import { openDatabase } from '../tasks/database/open.js'
import { print, say } from './output.js'

/** What a step works with. */
export interface StepContext {
  settings: Settings
  database: Database
  /** To call when the step waits for another one. */
  onWait: () => void
}

/** A step of the pipeline as a command runs it: the work, and its result in words. */
export interface Step<Options, Result extends object> {
  name: string
  work(context: StepContext, options: Options): Promise<Result>
  describe(result: Result): string[]
}

/** Does a step, says what it did and keeps it in `task_runs`. */
export async function perform<Options, Result extends object>(
  step: Step<Options, Result>,
  context: Omit<StepContext, 'onWait'>,
  options: Options,
) {
  const started = new Date()
  const onWait = () => say(step.name, 'another step is writing; waiting for it to end')
  const done = await step.work({ ...context, onWait }, options)
  const result = { task: step.name, ...done, duration_ms: Date.now() - started.getTime() }
  await record(context.database, step.name, started, result)
  say(step.name, ...step.describe(done))
  return result
}

export async function record(database: Database, task: string, started: Date, result: object) {
  const { recordRun } = await import('../tasks/database/runs.js')
  await recordRun(database, task, started, result)
}

/** Opens the database that the settings name, with all tables there, for as long as `use` takes. */
export async function withDatabase<T>(use: (context: Omit<StepContext, 'onWait'>) => Promise<T>): Promise<T> {
  const settings = readSettings(process.env)
  const database = await openDatabase(settings.DATABASE_URL)
  try {
    const { ensureTables } = await import('../tasks/database/tables.js')
    await ensureTables(database.db, database.kind)
    return await use({ settings, database })
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
