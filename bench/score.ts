import { join } from 'node:path'
import type { Bench } from './context.js'
import { millionLines, millionRows, ROWS, rated } from './millionRows.js'
import { run } from './processes.js'
import { byTurns } from './table.js'

const TURNS = 3

/** A file of a million rows, predicted. */
export async function benchScore({ dataset, folder, modelsDir, peerModelsDir, python }: Bench) {
  const file = await millionRows(folder, dataset)
  const lines = await millionLines(folder, dataset)
  const out = join(folder, 'predicted')
  const env = { MODELS_DIR: modelsDir, DATABASE_URL: `sqlite:${join(folder, 'predicted.sqlite')}` }
  const ours = (what: string) => () =>
    rated(run('sh', ['-c', `exec ${process.execPath} dist/cli/penguins.js predict ${what} > ${out}`], env))
  const theirs = () =>
    rated(run(python!, ['bench/peers/score.py', '--models', peerModelsDir, '--file', file, '--out', out]))
  const sides = {
    'Penguins, CSV': ours(file),
    ...(python && { 'pandas and xgboost, CSV': theirs }),
    'Penguins, NDJSON': ours(lines),
    'Penguins, CSV into a table': ours(`--table ${file}`),
  }
  await byTurns(`a file of ${ROWS.toLocaleString('en')} rows predicted`, sides, TURNS)
}
