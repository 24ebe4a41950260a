import { createHash } from 'node:crypto'
import type { Database } from '../database/database.js'
import { countRows } from '../database/rows.js'
import { newTable } from '../database/tables.js'
import { RawFingerprint, short } from './lineage.js'
import { readLines } from './readCsv.js'

/** How many batches are inserted while the next one is read; more would only take memory. */
const AHEAD = 2

export type LoadResult = {
  file: string
  rows: number
  /** Of the file's bytes. */
  sha256: string
  /** The fingerprint of the raw rows, for the next step. */
  fingerprint: string
}

/**
 * Puts a CSV file into the raw table as it stands, in place of what was there.
 *
 * @throws UserError CSV_FILE or CSV_CONTENT with file, line and reason; the table is then as it was
 */
export async function load(database: Database, file: string, onWait?: () => void): Promise<LoadResult> {
  const { db, dataset, tables } = database
  return database.replaceTables(
    [tables.raw],
    async (insert) => {
      let rows = 0
      const fingerprint = new RawFingerprint()
      const bytes = createHash('sha256')
      const underWay: Promise<void>[] = []
      for await (const batch of readLines(file, dataset, bytes)) {
        if (underWay.length === AHEAD) await underWay.shift()
        const inserted = insert(tables.raw, batch)
        inserted.catch(() => {}) // Reported where it is awaited.
        underWay.push(inserted)
        fingerprint.add(batch)
        rows += batch.rows
      }
      await Promise.all(underWay)
      const stored = await countRows(db, newTable(tables.raw))
      if (stored !== rows) throw new Error(`${rows} rows were read and ${stored} stored`)
      return { file, rows, sha256: bytes.digest('hex'), fingerprint: short(fingerprint.digest()) }
    },
    onWait,
  )
}
