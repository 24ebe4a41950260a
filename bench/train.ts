import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { mulberry32 } from '../core/random.js'
import type { Bench } from './context.js'
import { type Run, run } from './processes.js'
import { byTurns, type Figure } from './table.js'

const TURNS = 3

/** One target of three classes on four features, 30 rounds of depth 6: each engine in a process of its own. */
export async function benchTrain({ folder, python, isShort }: Bench) {
  const library = process.env.XGBOOST_LIBRARY
  if (!library) console.log('!! SKIPPED: the native engine; name its library in XGBOOST_LIBRARY')
  for (const rowCount of isShort ? [274] : [274, 1_000_000]) {
    const rows = join(folder, `rows-${rowCount}`)
    writeRows(rows, rowCount)
    const engine = (name: string) => () => timed(run(process.execPath, ['dist/bench/fit.js', name, rows]))
    // Python's package is the one of the library's own wheel, where that is known.
    const env = library ? { PYTHONPATH: dirname(dirname(dirname(library))) } : {}
    const sides = {
      ...(library && { 'Penguins, native': engine('native') }),
      'Penguins, ml-xgboost': engine('ml-xgboost'),
      ...(python && { Python: () => timed(run(python, ['bench/peers/fit_rows.py', rows], env)) }),
    }
    await byTurns(`training on ${rowCount.toLocaleString('en')} rows`, sides, TURNS)
  }
}

/** The program says in its last line how long the training itself took. */
async function timed(done: Promise<Run>): Promise<Figure[]> {
  const { output, peakMb } = await done
  return [{ value: Number(output.trim().split('\n').at(-1)), unit: 's', peakMb }]
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
