import { setImmediate } from 'node:timers/promises'
import type { Objective } from '../../../../core/model/booster.js'
import { mean } from '../../../../core/numbers.js'
import { checkProblem, type Problem } from '../../../problem.js'
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
  checkProblem(problem)
  const wasm = await loadWasm()
  const { center, scale } = standardize(problem)
  const labels = center === undefined ? problem.labels : problem.labels.map((label) => (label - center) * scale)
  const { num_round, gamma, alpha, ...given } = options.parameters
  const objective = objectiveOf(problem)
  const settings = {
    booster: 'gbtree',
    silent: 1,
    seed: options.seed,
    objective: namesThen[objective],
    ...given,
    gamma: gamma * scale ** 2,
    alpha: alpha * scale,
    ...(objective === 'multi:softprob' && { num_class: problem.classCount }),
    ...(center !== undefined && { base_score: 0 }),
  }

  const model = createModel(wasm, { ...problem, labels })
  const free = () => wasm._free_memory_model(model)
  try {
    for (const [name, value] of Object.entries(settings)) {
      wasm.ccall('set_param', null, ['number', 'string', 'string'], [model, name, String(value)])
    }
    for (let round = 1; round <= num_round; round++) {
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
      treeCount: num_round * (objective === 'multi:softprob' ? problem.classCount : 1),
    })
    const predict = (row: Float32Array) => predictRow(wasm, model, row, problem)
    const predictNumber = (row: Float32Array) => predict(row).map((value) => value / scale + (center ?? 0))
    return { json, predictRow: center === undefined ? predict : predictNumber, free }
  } catch (error) {
    free()
    // The WebAssembly throws strings.
    throw error instanceof Error ? error : new Error(`ml-xgboost failed: ${String(error)}`)
  }
}

/**
 * Numbers are trained less their mean, which the model starts from, as in XGBoost since 2.0. XGBoost 0.7 would add each leaf to that
 * start in float32: far from 0 the rounding of many rounds adds up to more than there is to learn.
 *
 * It also makes no split that gains less than 1e-6, and gains are squares: of a target in small numbers it would learn nothing. Such
 * are trained as larger ones, by a power of two, which changes no digit.
 */
function standardize({ kind, labels }: Problem): { center?: number; scale: number } {
  if (kind === 'classes') return { scale: 1 }
  const center = Math.fround(mean(labels))
  const sd = Math.sqrt(mean(Float64Array.from(labels, (label) => (label - center) ** 2)))
  return { center, scale: sd > 0 && sd < 1 ? 2 ** Math.min(100, Math.ceil(-Math.log2(sd))) : 1 }
}

function objectiveOf({ kind, classCount }: Problem): Objective {
  if (kind === 'number') return 'reg:squarederror'
  return classCount === 2 ? 'binary:logistic' : 'multi:softprob'
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

function predictRow(wasm: Wasm, model: number, row: Float32Array, problem: Problem): Float32Array {
  const { kind, featureCount, classCount } = problem
  // A failed call leaks, and enough of them break good ones: nothing that could fail gets in.
  if (row.length !== featureCount) throw new RangeError(`${row.length} features where the model has ${featureCount}`)
  const input = store(wasm, encodeMissing(row))
  const output = store(wasm, new Float32Array(Math.max(1, classCount)))
  const count = wasm._predict_one(model, input, featureCount, output)
  const values = wasm.HEAPF32.slice(output / 4, output / 4 + count)
  wasm._free(input)
  wasm._free(output)
  // Of two classes it gives the second's probability alone.
  return kind === 'classes' && classCount === 2 ? Float32Array.of(1 - values[0]!, values[0]!) : values
}
