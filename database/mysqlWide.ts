import { sql } from 'kysely'
import type { ColumnDefinition, DataTable, Value } from './tables.js'

/**
 * InnoDB keeps a row within half a page of 16 KB and counts each text at 41 bytes, so that it takes no more than 197 of them. The
 * fields of a wider table are stored as one JSON array, in a column that `select *` does not show, and its other columns are
 * generated from that: to a reader the table is like any other.
 */
export const FIELDS = '__fields'

const MAX_ROW_BYTES = 7_900
const bytesOf = ({ type }: ColumnDefinition) => ({ integer: 4, 'double precision': 8 })[type as string] ?? 41

export const isWide = ({ columns }: DataTable) =>
  columns.reduce((sum, column) => sum + bytesOf(column), 0) > MAX_ROW_BYTES

/** How a column other than the first is read from the fields. */
export function readOff({ type }: ColumnDefinition, i: number) {
  const returning =
    { integer: 'signed', 'double precision': 'double' }[type as string] ?? 'char(16000) character set utf8mb4'
  return sql`json_value(${sql.id(FIELDS)}, ${sql.lit(`$[${i - 1}]`)} returning ${sql.raw(returning)})`
}

/** The columns of a table that rows are inserted into. */
export interface Stored {
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

/** The stored columns of a wide table, and rows of these alone. */
export function pack({ name, columns }: DataTable, rows: readonly Value[][]): [Stored, Value[][]] {
  const fields = { name: FIELDS, type: 'longtext' }
  const packed = rows.map(([line = null, ...values]) => [line, JSON.stringify(values)])
  return [{ name, columns: [...columns.slice(0, 1), fields] }, packed]
}
