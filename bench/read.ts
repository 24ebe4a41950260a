import { join } from 'node:path'
import { type Bench, peerMysql } from './context.js'
import { ROWS, rated } from './millionRows.js'
import { run } from './processes.js'
import { byTurns } from './table.js'

const TURNS = 3

/** The clean rows of a million, out of the database to learn from: those that `benchLoad` has loaded. */
export async function benchRead({ folder, python, mysqlUrl }: Bench) {
  const databases = { SQLite: `sqlite:${join(folder, 'load.sqlite')}`, ...(mysqlUrl && { MySQL: mysqlUrl }) }
  for (const [name, DATABASE_URL] of Object.entries(databases)) {
    await run(process.execPath, ['dist/cli/penguins.js', 'preprocess'], { DATABASE_URL })
    const peerUrl = name === 'SQLite' ? DATABASE_URL.replace('sqlite:', 'sqlite:///') : peerMysql(DATABASE_URL)
    const sides = {
      Penguins: () => rated(run(process.execPath, ['dist/bench/reading.js'], { DATABASE_URL })),
      ...(python && {
        'pandas read_sql': () => rated(run(python, ['bench/peers/read.py', '--database', peerUrl])),
      }),
    }
    await byTurns(`reading ${ROWS.toLocaleString('en')} rows to train on, ${name}`, sides, TURNS)
  }
}
