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
import { trainIfNone } from './trainIfNone.js'

const ROUNDS = 5
const MEASURE_MS = 300
/** As many rows are drawn; a call takes some of them, each time others. */
const ROWS = 11_000

interface Subject {
  name: string
  /** The files of its models, each with XGBoost's JSON. */
  files: string[]
  rows: Float32Array
}

/** Microseconds of a call, by the clock and of the processor. */
interface Time {
  us: number
  cpu_us: number
}

/** In process, for a row and for batches: the same models and rows in Python, by turns. */
export async function benchPredict({ dataset, folder, modelsDir, python }: Bench) {
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
  for (const [i, subject] of subjects.entries()) {
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
    const ours = () =>
      Object.fromEntries(
        counts.map((count) => [
          count,
          measure((turn) => {
            const width = boosters[0]!.featureCount
            const at = (turn * 37) % (ROWS - count + 1)
            for (const booster of boosters) run(booster, rows.subarray(at * width, (at + count) * width))
          }),
        ]),
      )
    const theirs = (task: string) => (): Record<string, Time> => {
      const args = ['bench/peers/predict.py', '--models', ...files, '--rows', path, '--counts', ...counts.map(String)]
      return JSON.parse(execFileSync(python!, [...args, '--task', task], { encoding: 'utf8' }))
    }
    const sides: Record<string, () => Record<string, Time>> = {
      penguins: ours,
      ...(python && Object.fromEntries(peers.map((task) => [`Python's ${task}`, theirs(task)]))),
    }
    const times = new Map(Object.keys(sides).map((side) => [side, [] as Record<string, Time>[]]))
    for (let i = 0; i < ROUNDS; i++) for (const [side, run] of Object.entries(sides)) times.get(side)!.push(run())
    for (const count of counts) {
      const figures = [...times].map(([side, all]) => `${side} ${figureOf(all.map((it) => it[count]!))}`)
      console.log(`${name}, ${count.toLocaleString('en')} rows ${done}: ${figures.join('; ')}`)
    }
  }
}

function measure(call: (turn: number) => void): Time {
  const warm = performance.now()
  for (let turn = 0; performance.now() - warm < MEASURE_MS; turn++) call(turn)
  const times: number[] = []
  const cpu = process.cpuUsage()
  const started = performance.now()
  while (performance.now() - started < MEASURE_MS) {
    const before = performance.now()
    call(times.length)
    times.push((performance.now() - before) * 1000)
  }
  const { user, system } = process.cpuUsage(cpu)
  return { us: median(times), cpu_us: (user + system) / times.length }
}

/** The median of the rounds, their spread, and what the processor took. */
function figureOf(times: Time[]): string {
  const clock = times.map(({ us }) => us)
  const cpu = median(times.map(({ cpu_us }) => cpu_us))
  return `${text(median(clock))} (${text(Math.min(...clock))} to ${text(Math.max(...clock))}, CPU ${text(cpu)})`
}

const text = (us: number) => (us < 1000 ? `${us.toFixed(1)} µs` : `${(us / 1000).toFixed(2)} ms`)
