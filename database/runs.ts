import { type Kysely, sql } from 'kysely'
import type { Database } from './database.js'
import { sqlTime } from './sqlTime.js'
import type { Tables } from './tables.js'

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

/** The result of the last run of a step that made the rows of a fingerprint, as results have it. */
export async function lastResult(db: Kysely<Tables>, task: string, fingerprint: string): Promise<unknown> {
  const run = await db
    .selectFrom('task_runs')
    .select('result')
    .where('task', '=', task)
    .where(sql`result ->> '$.fingerprint'`, '=', fingerprint)
    .orderBy('id', 'desc')
    .limit(sql.lit(1))
    .executeTakeFirst()
  // MySQL's driver has parsed it.
  return typeof run?.result === 'string' ? JSON.parse(run.result) : run?.result
}
