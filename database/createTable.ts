import { type Kysely, sql } from 'kysely'
import { FIELDS, isWide, readOff } from './mysqlWide.js'
import type { DataTable, Tables } from './tables.js'

export type DatabaseKind = 'sqlite' | 'mysql'

/** Text compares byte by byte and keeps every character, on both databases. */
export const mysqlOptions = sql`engine = InnoDB character set utf8mb4 collate utf8mb4_0900_bin`

/** @param mark ends the table's comment in MySQL, by which the table is recognised */
export async function createTable(db: Kysely<Tables>, kind: DatabaseKind, table: DataTable, mark: string) {
  const { keys = 1, index } = table
  const wide = kind === 'mysql' && isWide(table)
  let create = db.schema.createTable(table.name)
  for (const [i, column] of table.columns.entries()) {
    const isNumbered = i === 0 && column.type === 'bigint'
    // SQLite numbers a key of this type alone.
    const type = isNumbered && kind === 'sqlite' ? 'integer' : column.type
    create = create.addColumn(column.name, type, (c) => {
      if (isNumbered) return c.primaryKey().autoIncrement()
      if (i === 0 && keys === 1) return c.primaryKey()
      const typed = wide ? c.generatedAlwaysAs(readOff(column, i)) : c
      return column.nullable ? typed : typed.notNull()
    })
  }
  if (wide) create = create.addColumn(FIELDS, 'json', (c) => c.notNull().modifyEnd(sql`invisible`))
  if (keys > 1) {
    const names = table.columns.slice(0, keys).map(({ name }) => name)
    create = create.addPrimaryKeyConstraint(`${table.name}_key`, names as never)
  }
  if (index !== undefined) {
    // In the table's own statement, which needs no further right; the key makes it unique.
    create = create.addUniqueConstraint(`${table.name}_index`, [index, table.columns[0]!.name] as never)
  }
  if (kind === 'mysql')
    create = create.modifyEnd(sql`${mysqlOptions} comment = ${sql.lit(`made by penguins, ${mark}`)}`)
  await create.execute()
}
