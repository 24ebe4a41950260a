import type { Database } from './database/database.js'
import { countRows } from './database/rows.js'
import { dataTables, type RowTable, rowTables } from './database/tables.js'

export type ClearResult = { cleared: Record<RowTable, number> }

/**
 * Empties the data tables, all at once. The record of past runs (`task_runs`) stays.
 *
 * @returns how many rows went from each table
 */
export async function clear(database: Database, onWait?: () => void): Promise<ClearResult> {
  return database.replaceTables(
    dataTables,
    async () => {
      const counts = {} as Record<RowTable, number>
      for (const table of rowTables) counts[table] = await countRows(database.db, table)
      return { cleared: counts }
    },
    onWait,
  )
}
