import { join } from 'node:path'
import type { Bench } from './context.js'
import { millionLines, millionRows, ROWS } from './millionRows.js'
import { run } from './processes.js'
import { byTurns } from './turns.js'

/** A file of a million rows, predicted. */
export async function benchScore({ dataset, folder, modelsDir, peerModelsDir, python }: Bench) {
  const file = await millionRows(folder, dataset)
  const lines = await millionLines(folder, dataset)
  const out = join(folder, 'predicted')
  const ours = (file: string) => () =>
    run('sh', ['-c', `exec ${process.execPath} dist/cli/penguins.js predict ${file} > ${out}`], {
      MODELS_DIR: modelsDir,
    })
  const theirs = () => run(python!, ['bench/peers/score.py', '--models', peerModelsDir, '--file', file, '--out', out])
  await byTurns(`a file of ${ROWS.toLocaleString('en')} rows`, {
    'CSV, penguins predict': ours(file),
    ...(python && { 'CSV, pandas and xgboost': theirs }),
    'NDJSON, penguins predict': ours(lines),
  })
}
