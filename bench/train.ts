import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mulberry32 } from '../core/random.js'
import type { Bench } from './context.js'
import { median, type Run, run } from './processes.js'

const RUNS = 3

/** One target of three classes on four features, 30 rounds of depth 6: each engine in a process of its own, by turns. */
export async function benchTrain({ folder, python }: Bench) {
  const library = process.env.XGBOOST_LIBRARY
  if (!library) console.log('!! SKIPPED: the native engine; name its library in XGBOOST_LIBRARY')
  for (const rowCount of [274, 1_000_000]) {
    const rows = join(folder, `rows-${rowCount}`)
    writeRows(rows, rowCount)
    const engine = (name: string) => () => run(process.execPath, ['dist/bench/fit.js', name, rows])
    // Python's package is the one of the library's own wheel, where that is known.
    const env = library ? { PYTHONPATH: dirname(dirname(dirname(library))) } : {}
    const all: Record<string, () => Promise<Run>> = {
      'ml-xgboost': engine('ml-xgboost'),
      ...(library && { native: engine('native') }),
      ...(python && { Python: () => run(python, ['bench/peers/fit_rows.py', rows], env) }),
    }
    const taken: Record<string, Run[]> = {}
    for (let i = 0; i < RUNS; i++) {
      for (const [name, once] of Object.entries(all)) taken[name] = [...(taken[name] ?? []), await once()]
    }
    for (const [name, runs] of Object.entries(taken)) {
      const seconds = runs.map(({ output }) => Number(output.trim().split('\n').at(-1)))
      const peakMb = Math.max(...runs.map((it) => it.peakMb))
      console.log(
        `training on ${rowCount.toLocaleString('en')} rows, ${name}: ${median(seconds).toFixed(3)} s (${Math.min(...seconds).toFixed(3)} to ${Math.max(...seconds).toFixed(3)}), peak ${peakMb} MB (median of ${RUNS})`,
      )
    }
  }
}

/** Random features, and classes that follow from three of them but for noise: files of float32. */
function writeRows(folder: string, rowCount: number) {
  const random = mulberry32(1)
  const features = Float32Array.from({ length: rowCount * 4 }, () => random() * 100)
  const labels = Float32Array.from({ length: rowCount }, (_, row) => {
    const [a = 0, b = 0, c = 0] = features.subarray(row * 4)
    return Math.min(2, Math.floor((a + b / 2 + c * 0.3 * random()) / 60))
  })
  mkdirSync(folder)
  writeFileSync(join(folder, 'features'), features)
  writeFileSync(join(folder, 'labels'), labels)
}
