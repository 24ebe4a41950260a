import { readCsv } from './csv/readCsv.js'
import type { Database } from './database/database.js'
import { countRows } from './database/rows.js'
import { newName } from './database/tables.js'
import { Fingerprint, short } from './lineage.js'

/** Batches on their way to the database while the next one is read; more would only take memory. */
const AHEAD = 2

export type LoadResult = {
  file: string
  rows: number
  /** Of the raw rows, for the step that goes on with them. */
  fingerprint: string
}

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
      const fingerprint = new Fingerprint()
      const underWay: Promise<void>[] = []
      for await (const batch of readCsv(file)) {
        if (underWay.length === AHEAD) await underWay.shift()
        const inserted = insert('penguins_raw', batch)
        inserted.catch(() => {}) // Whoever awaits it learns of it.
        underWay.push(inserted)
        fingerprint.add(batch)
        rows += batch.length
      }
      await Promise.all(underWay)
      const stored = await countRows(database.db, newName('penguins_raw'))
      if (stored !== rows) throw new Error(`${rows} rows were read and ${stored} stored`)
      return { file, rows, fingerprint: short(fingerprint.digest()) }
    },
    onWait,
  )
}
