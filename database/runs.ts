import type { Database } from './database.js'
import { sqlTime } from './sqlTime.js'

/** Keeps a task's result in `task_runs`. */
export async function recordRun(database: Database, task: string, started: Date, result: object): Promise<void> {
  await database.db
    .insertInto('task_runs')
    .values({
      task,
      started_at: sqlTime(started),
      duration_ms: Date.now() - started.getTime(),
      result: JSON.stringify(result),
    })
    .execute()
}
