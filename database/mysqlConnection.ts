import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import mysql from 'mysql2'
import type { MysqlUrl } from '../core/databaseUrl.js'
import { codeOf, messageOf, UserError } from '../core/errors.js'
import type { DataTable } from './tables.js'

/** A connection that is not open yet. */
export function connect({ host, port, user, password, database, sslMode, sslCa }: MysqlUrl) {
  const ssl =
    sslMode === 'DISABLED'
      ? undefined
      : {
          rejectUnauthorized: sslMode !== 'REQUIRED',
          verifyIdentity: sslMode === 'VERIFY_IDENTITY',
          ...(sslCa && { ca: readCertificates(sslCa) }),
        }
  return mysql.createConnection({
    host,
    port,
    user,
    password,
    database,
    ...(ssl && { ssl }),
    charset: 'utf8mb4',
    dateStrings: true,
    connectTimeout: 10_000,
  })
}

function readCertificates(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    throw new UserError(
      'SETTING',
      `The file that ssl-ca names in DATABASE_URL can't be read (${codeOf(error) ?? messageOf(error)}); name another one or mend its rights.`,
      { cause: error },
    )
  }
}

/** How often a server that may be restarting is asked, a second apart. */
const ASK_TIMES = 10

/** Whether the table with this mark is in its place; undefined where the server does not answer. */
export async function isInPlace(url: MysqlUrl, table: DataTable, mark: string): Promise<boolean | undefined> {
  for (let i = 0; i < ASK_TIMES; i++) {
    try {
      const connection = connect(url).promise()
      try {
        const [rows] = await connection.execute<mysql.RowDataPacket[]>(
          'select table_comment as mark from information_schema.tables where table_schema = database() and table_name = ?',
          [table.name],
        )
        return rows[0]?.mark.endsWith(mark) ?? false
      } finally {
        connection.destroy()
      }
    } catch {
      await sleep(1000)
    }
  }
  return undefined
}
