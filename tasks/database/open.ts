import type { Database } from './database.js'

/** Connects to the database that the URL names: `sqlite:PATH` or `mysql://USER:PASSWORD@HOST:PORT/DATABASE`. */
export async function openDatabase(url: string): Promise<Database> {
  if (url.startsWith('sqlite:')) {
    const { openSqlite } = await import('./sqlite.js')
    return openSqlite(url.slice('sqlite:'.length))
  }
  const { openMysql } = await import('./mysql.js')
  return openMysql(url)
}
