import { setImmediate } from 'node:timers/promises'
import type { Objective } from '../../../../core/model/booster.js'
import { type Problem, subset } from '../../../problem.js'
import { bothClasses, checkRows } from '../outputs.js'
import { prepare } from '../prepare.js'
import type { Fit, FitOptions, Trainer } from '../trainer.js'
import { encodeMissing } from './missing.js'
import { toXgboostJson } from './toXgboostJson.js'
import { loadWasm, store, type Wasm } from './wasm.js'

/**
 * ml-xgboost: XGBoost 0.7 of 2018 in WebAssembly. Only this folder uses it, and contains its hazards: it goes past the package's
 * wrapper, which copies the matrix over a 5 MiB stack, to the functions beneath; sets every parameter; looks whether training did
 * anything; and frees what it took.
 */
export const mlXgboost: Trainer = { name: 'ml-xgboost 1.1.2', fit }

/** The WebAssembly draws all its random numbers from one place, so trainings take turns. */
let last: Promise<unknown> = Promise.resolve()

function fit(problem: Problem, options: FitOptions): Promise<Fit> {
  const done = last.then(() => fitNow(problem, options))
  last = done.catch(() => {})
  return done
}

async function fitNow(problem: Problem, options: FitOptions): Promise<Fit> {
  const { objective, labels, center, scale, rounds, settings } = prepare(problem, options)
  const { features } = options.rows ? subset(problem, options.rows) : problem
  const wasm = await loadWasm()
  const model = createModel(wasm, { ...problem, features, labels })
  const free = () => wasm._free_memory_model(model)
  try {
    for (const [name, value] of Object.entries({ silent: 1, objective: namesThen[objective], ...settings })) {
      wasm.ccall('set_param', null, ['number', 'string', 'string'], [model, name, String(value)])
    }
    for (let round = 1; round <= rounds; round++) {
      wasm._train_full_model(model, 1)
      options.onRound?.(round)
      await turn()
    }
    const json = toXgboostJson(saveModel(wasm, model), {
      objective,
      nameThen: namesThen[objective],
      columns: options.columns,
      classCount: problem.classCount,
      center,
      scale,
      treeCount: rounds * (objective === 'multi:softprob' ? problem.classCount : 1),
    })
    const predict = (rows: Float32Array) => predictRows(wasm, model, rows, problem)
    const predictNumbers = (rows: Float32Array) => predict(rows).map((value) => value / scale + (center ?? 0))
    return { json, predict: center === undefined ? predict : predictNumbers, free }
  } catch (error) {
    free()
    // The WebAssembly throws strings.
    throw error instanceof Error ? error : new Error(`ml-xgboost failed: ${String(error)}`)
  }
}

/** What XGBoost 0.7 calls them. */
const namesThen: Record<Objective, string> = {
  'multi:softprob': 'multi:softprob',
  'binary:logistic': 'binary:logistic',
  'reg:squarederror': 'reg:linear',
}

const TURN_MS = 50
let lastTurn = 0

/** Lets signals, timers and requests have their turn every now and then, since training itself never waits. */
async function turn() {
  if (performance.now() - lastTurn < TURN_MS) return
  await setImmediate()
  lastTurn = performance.now()
}

function createModel(wasm: Wasm, { features, featureCount, labels }: Problem): number {
  const matrix = store(wasm, encodeMissing(features))
  const answers = store(wasm, labels)
  try {
    return wasm._create_model(matrix, answers, labels.length, featureCount)
  } finally {
    wasm._free(matrix)
    wasm._free(answers)
  }
}

/** The model in XGBoost 0.7's binary format. */
function saveModel(wasm: Wasm, model: number): Uint8Array {
  const size = wasm._save_model(model)
  if (size <= 0) throw new Error('ml-xgboost could not save the model')
  const pointer = wasm._malloc(size)
  wasm._get_file_content(pointer, size)
  const bytes = wasm.HEAPU8.slice(pointer, pointer + size)
  wasm._free(pointer)
  return bytes
}

function predictRows(wasm: Wasm, model: number, rows: Float32Array, { kind, featureCount, classCount }: Problem) {
  // A failed call leaks, and enough of them break good ones: nothing that could fail gets in.
  checkRows(rows, featureCount)
  const ofTwo = kind === 'classes' && classCount === 2
  const count = ofTwo ? 1 : Math.max(1, classCount)
  const outputs = new Float32Array((rows.length / featureCount) * count)
  const input = store(wasm, new Float32Array(featureCount))
  const output = store(wasm, new Float32Array(count))
  for (let row = 0; row < rows.length / featureCount; row++) {
    wasm.HEAPF32.set(encodeMissing(rows.subarray(row * featureCount, (row + 1) * featureCount)), input / 4)
    wasm._predict_one(model, input, featureCount, output)
    outputs.set(wasm.HEAPF32.subarray(output / 4, output / 4 + count), row * count)
  }
  wasm._free(input)
  wasm._free(output)
  return ofTwo ? bothClasses(outputs) : outputs
}
