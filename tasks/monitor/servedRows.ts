import { type Kysely, sql } from 'kysely'
import type { LogColumns } from '../../database/logColumns.js'
import type { DataTable, Tables, Value } from '../../database/tables.js'

/** Of a larger log so many pages are read, spread evenly over its rows. */
const PAGES = 100
const PAGE_ROWS = 2000

/** Which rows of the log are looked at. */
export interface Window {
  version: string
  /** The first moment, as the log writes it. */
  since: string
}

/** The rows of a window of the prediction log, or an even sample of very many, page by page. */
export async function* servedRows(
  db: Kysely<Tables>,
  { name }: DataTable,
  { id, time, version }: LogColumns,
  window: Window,
): AsyncGenerator<Record<string, Value>[]> {
  const log = db.selectFrom(name)
  const first = await log
    .select(id)
    .where(time, '>=', window.since)
    .orderBy(time)
    .orderBy(id)
    .limit(sql.lit(1))
    .executeTakeFirst()
  if (!first) return
  const last = await log.select(id).orderBy(id, 'desc').limit(sql.lit(1)).executeTakeFirstOrThrow()
  const [start, end] = [Number(first[id]), Number(last[id]) + 1]
  const pages = Math.min(PAGES, Math.ceil((end - start) / PAGE_ROWS))
  for (let page = 0; page < pages; page++) {
    const edge = (i: number) => start + Math.floor(((end - start) * i) / pages)
    const rows = log
      .selectAll()
      .where(id, '>=', edge(page))
      .where(id, '<', edge(page + 1))
      .where(version, '=', window.version)
      .where(time, '>=', window.since)
    yield await rows.orderBy(id).limit(sql.lit(PAGE_ROWS)).execute()
  }
}
