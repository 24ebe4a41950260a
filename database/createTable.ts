import { type Kysely, sql } from 'kysely'
import { FIELDS, isWide, readOff } from './mysqlWide.js'
import type { DataTable, Tables } from './tables.js'

export type DatabaseKind = 'sqlite' | 'mysql'

/** Text compares byte by byte and keeps every character, on both databases. */
export const mysqlOptions = sql`engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin`

/** @param mark ends the table's comment in MySQL, by which the table is recognised */
export async function createTable(db: Kysely<Tables>, kind: DatabaseKind, table: DataTable, mark: string) {
  const wide = kind === 'mysql' && isWide(table)
  let create = db.schema.createTable(table.name)
  for (const [i, column] of table.columns.entries()) {
    create = create.addColumn(column.name, column.type, (c) => {
      if (i === 0) return c.primaryKey()
      const typed = wide ? c.generatedAlwaysAs(readOff(column, i)) : c
      return column.nullable ? typed : typed.notNull()
    })
  }
  if (wide) create = create.addColumn(FIELDS, 'json', (c) => c.notNull().modifyEnd(sql`invisible`))
  if (kind === 'mysql')
    create = create.modifyEnd(sql`${mysqlOptions} comment = ${sql.lit(`made by penguins, ${mark}`)}`)
  await create.execute()
}
