import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Booster } from '../core/model/booster.js'
import { parseBooster } from '../core/model/parseBooster.js'
import { predictOutputs } from '../core/model/scores.js'
import { explainMargins } from '../core/model/shap/explainMargins.js'
import { mulberry32 } from '../core/random.js'
import { readBundle } from '../registry/bundle.js'
import { readPointer } from '../registry/pointer.js'
import type { Bench } from './context.js'
import { LARGE_FEATURES, largeModel, normalRows } from './largeModel.js'
import { median } from './processes.js'
import { byTurns, type Figure } from './table.js'
import { trainIfNone } from './trainIfNone.js'

const ROUNDS = 5
const FEW_ROUNDS = 3
const MEASURE_MS = 300
/** As many rows are drawn; a call takes some of them, each time others. */
const ROWS = 11_000

interface Subject {
  name: string
  /** The files of its models, each with XGBoost's JSON. */
  files: string[]
  rows: Float32Array
}

/** In process, for a row and for batches: the same models and rows in Python, by turns. */
export async function benchPredict({ dataset, folder, modelsDir, python, isShort }: Bench) {
  await trainIfNone(modelsDir, folder)
  const model = await readBundle({ folder: modelsDir, dataset }, (await readPointer(modelsDir))!)
  const { version, features, targets } = model.manifest
  const random = mulberry32(42)
  const ranges = features.map(({ min = 0, max = 1 }) => [min, max - min] as const)
  const draw = (_: unknown, i: number) => {
    const [min, width] = ranges[i % ranges.length]!
    return min + random() * width
  }
  const subjects: Subject[] = [
    {
      name: 'both targets of the penguins',
      files: Object.values(targets).map(({ file }) => join(modelsDir, version, file)),
      rows: Float32Array.from({ length: ROWS * ranges.length }, draw),
    },
    {
      name: `300 trees of 8 levels, ${LARGE_FEATURES} features`,
      files: [await largeModel(folder)],
      rows: normalRows(random, ROWS),
    },
  ]
  for (const [i, subject] of subjects.slice(0, isShort ? 1 : undefined).entries()) {
    await compare('predicted', subject, [1, 100, 10_000], predictOutputs, ['inplace_predict', 'DMatrix'])
    await compare('explained', subject, [1, 100, i === 0 ? 10_000 : 1000], explainMargins, ['pred_contribs'])
  }

  async function compare(
    done: string,
    { name, files, rows }: Subject,
    counts: number[],
    run: (booster: Booster, rows: Float32Array) => unknown,
    peers: string[],
  ) {
    const path = join(folder, 'rows.float32')
    writeFileSync(path, new Uint8Array(rows.buffer))
    const boosters = files.map((file) => parseBooster(readFileSync(file, 'utf8'), file))
    const figuresOf = (times: [number, number][]): Figure[] =>
      times.map(([count, value]) => ({ of: `${count.toLocaleString('en')} rows ${done}`, value, unit: 'µs' }))
    const ours = async () => {
      const width = boosters[0]!.featureCount
      const time = (count: number) =>
        measure((turn) => {
          const at = (turn * 37) % (ROWS - count + 1)
          for (const booster of boosters) run(booster, rows.subarray(at * width, (at + count) * width))
        })
      return figuresOf(counts.map((count) => [count, time(count)]))
    }
    const theirs = (task: string) => async () => {
      const args = ['bench/peers/predict.py', '--models', ...files, '--rows', path, '--counts', ...counts.map(String)]
      const times = JSON.parse(execFileSync(python!, [...args, '--task', task], { encoding: 'utf8' }))
      return figuresOf(counts.map((count) => [count, times[count]]))
    }
    const sides = {
      Penguins: ours,
      ...(python && Object.fromEntries(peers.map((task) => [`Python's ${task}`, theirs(task)]))),
    }
    await byTurns(name, sides, isShort ? FEW_ROUNDS : ROUNDS)
  }
}

/** Microseconds of a call. */
function measure(call: (turn: number) => void): number {
  const warm = performance.now()
  for (let turn = 0; performance.now() - warm < MEASURE_MS; turn++) call(turn)
  const times: number[] = []
  const started = performance.now()
  while (performance.now() - started < MEASURE_MS) {
    const before = performance.now()
    call(times.length)
    times.push((performance.now() - before) * 1000)
  }
  return median(times)
}
