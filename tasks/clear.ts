import type { Database } from '../database/database.js'
import { countRows } from '../database/rows.js'
import { dataTables, rowTables } from '../database/tables.js'

/** How many rows were removed, by table. */
export type ClearResult = { cleared: Record<string, number> }

/** Empties the data tables, all at once. The record of past runs (`task_runs`) stays. */
export async function clear(database: Database, onWait?: () => void): Promise<ClearResult> {
  const { db, tables } = database
  return database.replaceTables(
    dataTables(tables),
    async () => {
      const cleared: Record<string, number> = {}
      for (const table of rowTables(tables)) cleared[table.name] = await countRows(db, table)
      return { cleared }
    },
    onWait,
  )
}
