import { readCsv } from './csv.js'
import { type Database, newName } from './database/database.js'
import { countRows } from './database/rows.js'

export type LoadResult = { file: string; rows: number }

/**
 * Puts a CSV file into `penguins_raw` as it stands, in place of what was there.
 *
 * @throws UserError CSV_FILE or CSV_CONTENT with file, line and reason; the table is then as it was
 */
export async function load(database: Database, file: string, onWait?: () => void): Promise<LoadResult> {
  return database.replaceTables(
    ['penguins_raw'],
    async (insert) => {
      let rows = 0
      // The database takes in one batch while the next one is read.
      let inserted = Promise.resolve()
      for await (const batch of readCsv(file)) {
        await inserted
        inserted = insert('penguins_raw', batch)
        inserted.catch(() => {}) // Reported by the await above or below.
        rows += batch.length
      }
      await inserted
      const stored = await countRows(database.db, newName('penguins_raw'))
      if (stored !== rows) throw new Error(`${rows} rows were read and ${stored} stored`)
      return { file, rows }
    },
    onWait,
  )
}
