import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise'
import { ports } from './stack.js'

let connection: Connection | undefined

async function query(sql: string, values: string[]): Promise<RowDataPacket[]> {
  connection ??= await createConnection(`mysql://user:password@127.0.0.1:${ports.mysql}/penguins_db`)
  return (await connection.query<RowDataPacket[]>(sql, values))[0]
}

/** All rows of a table, as DBeaver shows them. */
export const rows = (table: string) => query('select * from ??', [table])

export async function countRows(table: string): Promise<number> {
  const [row] = await query('select count(*) as count from ??', [table])
  return row!.count
}

/** The connection ends before its server does. */
export async function forgetMysql() {
  await connection?.end().catch(() => {})
  connection = undefined
}
