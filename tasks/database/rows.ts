import { type Kysely, sql } from 'kysely'
import type { DataTable, Tables } from './tables.js'

/** A literal in the statement: as a parameter MySQL takes no LIMIT that travels as a double. */
const PAGE_ROWS = 10_000

/** The number of rows of a data table. */
export async function countRows(db: Kysely<Tables>, table: DataTable | `${DataTable}__new`): Promise<number> {
  const { count } = await db
    .selectFrom(table as DataTable)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A data table's rows in the order of their lines, page by page, so that memory stays flat. */
export async function* readPages<T extends DataTable>(db: Kysely<Tables>, table: T): AsyncGenerator<Tables[T][]> {
  for (let line = 0; ; ) {
    const rows = db
      .selectFrom(table as DataTable)
      .selectAll()
      .where('line', '>', line)
    const page = await rows.orderBy('line').limit(sql.lit(PAGE_ROWS)).execute()
    if (page.length > 0) yield page as unknown as Tables[T][]
    if (page.length < PAGE_ROWS) return
    line = page.at(-1)!.line
  }
}
