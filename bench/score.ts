import { join } from 'node:path'
import type { Bench } from './context.js'
import { millionLines, millionRows, ROWS } from './millionRows.js'
import { median, type Run, run } from './processes.js'

/** A file of a million rows, predicted: by turns, since the machine is not always as fast. */
export async function benchScore({ dataset, folder, modelsDir, peerModelsDir, python }: Bench) {
  const file = await millionRows(folder, dataset)
  const lines = await millionLines(folder, dataset)
  const out = join(folder, 'predicted')
  const ours = (file: string) => () =>
    run('sh', ['-c', `exec ${process.execPath} dist/cli/penguins.js predict ${file} > ${out}`], {
      MODELS_DIR: modelsDir,
    })
  const theirs = () => run(python!, ['bench/peers/score.py', '--models', peerModelsDir, '--file', file, '--out', out])
  const sides = {
    'CSV, penguins predict': ours(file),
    ...(python && { 'CSV, pandas and xgboost': theirs }),
    'NDJSON, penguins predict': ours(lines),
  }
  const runs = new Map(Object.keys(sides).map((name) => [name, [] as Run[]]))
  for (let i = 0; i < 3; i++) for (const [name, side] of Object.entries(sides)) runs.get(name)!.push(await side())
  for (const [name, all] of runs) {
    const rate = Math.round(ROWS / median(all.map(({ seconds }) => seconds)))
    const peak = Math.max(...all.map(({ peakMb }) => peakMb))
    console.log(
      `a file of ${ROWS.toLocaleString('en')} rows, ${name}: ${rate.toLocaleString('en')} rows/s, peak ${peak} MB (median of 3)`,
    )
  }
}
