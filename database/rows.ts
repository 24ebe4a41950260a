import { type Kysely, sql } from 'kysely'
import type { Database } from './database.js'
import type { DataTable, StoredRow, Tables, Value } from './tables.js'

/** A page holds at most so many rows, and at most about so many fields. Larger ones are slower: their values outlive the young heap. */
const PAGE_ROWS = 4000
const PAGE_FIELDS = 100_000

/** The number of rows of a data table. */
export async function countRows(db: Kysely<Tables>, table: DataTable): Promise<number> {
  const { count } = await db
    .selectFrom(table.name)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** A data table's rows in the order of their lines, page by page, so that memory stays flat. */
export async function* readPages(db: Kysely<Tables>, table: DataTable): AsyncGenerator<StoredRow[]> {
  const pageRows = pageRowsOf(table)
  for (let line = 0; ; ) {
    const rows = db.selectFrom(table.name).selectAll().where('line', '>', line)
    // A literal in the statement: as a parameter MySQL takes no LIMIT that travels as a double.
    const page = (await rows.orderBy('line').limit(sql.lit(pageRows)).execute()) as StoredRow[]
    if (page.length > 0) yield page
    if (page.length < pageRows) return
    line = page.at(-1)!.line
  }
}

/** The same as arrays, in the order of the table's columns; a server makes the next page while one is worked on. */
export async function* readRows({ rows }: Pick<Database, 'rows'>, table: DataTable): AsyncGenerator<Value[][]> {
  const pageRows = pageRowsOf(table)
  for (let next = rows(table, 0, pageRows); ; ) {
    const page = await next
    const isLast = page.length < pageRows
    if (!isLast) {
      next = rows(table, Number(page.at(-1)![0]), pageRows)
      next.catch(() => {}) // Reported where it is awaited.
    }
    if (page.length > 0) yield page
    if (isLast) return
  }
}

const pageRowsOf = ({ columns }: DataTable) => Math.min(PAGE_ROWS, Math.ceil(PAGE_FIELDS / columns.length))
