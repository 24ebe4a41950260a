import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import mysql from 'mysql2/promise'
import { type Bench, peerMysql } from './context.js'
import { millionRows, ROWS, rated } from './millionRows.js'
import { type Run, run } from './processes.js'
import { byTurns } from './table.js'

const TURNS = 3
const FEW_ROWS = 100_000

/** A million rows into the raw table; in the short form fewer. */
export async function benchLoad({ dataset, folder, python, mysqlUrl, isShort }: Bench) {
  const rowCount = isShort ? FEW_ROWS : ROWS
  const file = await millionRows(folder, dataset, rowCount)
  const ours = (DATABASE_URL: string) => () =>
    rated(run(process.execPath, ['dist/cli/penguins.js', 'load', file], { DATABASE_URL }), rowCount)
  const theirs = (url: string) => () =>
    rated(run(python!, ['bench/peers/load.py', '--database', url, '--file', file]), rowCount)
  const work = `load of ${rowCount.toLocaleString('en')} rows`

  const sqlite = {
    Penguins: ours(`sqlite:${join(folder, 'load.sqlite')}`),
    ...(python && { 'pandas to_sql': theirs(`sqlite:///${join(folder, 'peer-load.sqlite')}`) }),
  }
  await byTurns(`${work}, SQLite`, sqlite, TURNS)
  if (!mysqlUrl) return
  const onMysql = {
    Penguins: ours(mysqlUrl),
    'LOAD DATA itself': () => rated(loadData(mysqlUrl, file, dataset.columnNames), rowCount),
    ...(python && { 'pandas to_sql': theirs(peerMysql(mysqlUrl)) }),
  }
  await byTurns(`${work}, MySQL`, onMysql, TURNS)
  const connection = await mysql.createConnection(mysqlUrl)
  await connection.query('drop table if exists peer_penguins_raw, peer_penguins')
  await connection.end()
}

/** What the server can do at best: the file as it is, unchecked, into a table of the same columns. */
async function loadData(url: string, file: string, columns: readonly string[]): Promise<Run> {
  const connection = await mysql.createConnection(url)
  await connection.query('drop table if exists bench_load_data')
  await connection.query(
    `create table bench_load_data (line integer primary key auto_increment, ${columns.map((name) => `${name} varchar(255) not null`).join(', ')})
     character set utf8mb4 collate utf8mb4_0900_bin`,
  )
  const started = performance.now()
  await connection.query({
    sql: `load data local infile 'file' into table bench_load_data fields terminated by ',' ignore 1 lines (${columns.join(', ')})`,
    infileStreamFactory: () => createReadStream(file, { highWaterMark: 1 << 18 }),
  })
  const seconds = (performance.now() - started) / 1000
  await connection.query('drop table bench_load_data')
  await connection.end()
  return { seconds, peakMb: 0, output: '' }
}
