import { createRequire } from 'node:module'
import { setImmediate } from 'node:timers/promises'
import type { Objective } from '../../../../core/model/booster.js'
import type { Parameters } from '../../parameters.js'
import type { Problem } from '../../problem.js'

/**
 * ml-xgboost: XGBoost 0.7 of 2018 in WebAssembly. This is its only door, and keeps its hazards in: it goes past the
 * package's wrapper, which copies the matrix over a 5 MiB stack, to the functions beneath; sets every parameter; looks
 * whether training did anything; and frees what it took.
 */
interface Wasm {
  isReady: Promise<unknown>
  HEAPU8: Uint8Array
  HEAPF32: Float32Array
  _malloc(bytes: number): number
  _free(pointer: number): void
  _create_model(matrix: number, labels: number, rows: number, columns: number): number
  _free_memory_model(model: number): void
  _train_full_model(model: number, rounds: number): void
  _predict_one(model: number, row: number, columns: number, out: number): number
  _save_model(model: number): number
  _get_file_content(out: number, size: number): void
  ccall(name: 'set_param', returns: null, types: string[], values: [number, string, string]): void
}

/** Its name and version, for the model card. */
export const TRAINER = 'ml-xgboost 1.1.2'

/** How ml-xgboost writes a missing value. */
const MISSING = -1

/** A trained booster in the WebAssembly's memory. `free` it, once. */
export interface Trained {
  readonly objective: Objective
  /** XGBoost 0.7's binary format. */
  readonly binary: Uint8Array
  /** ml-xgboost's own probabilities of a row's classes, to compare ours with. */
  predictRow(row: Float32Array): Float32Array
  free(): void
}

let loading: Promise<Wasm> | undefined

/**
 * Trains a booster: softmax over the classes, or logistic where there are two. Equal problem, parameters and seed give
 * equal bytes.
 *
 * @param onRound called after each round with the number of rounds done
 */
export async function boost(
  problem: Problem,
  parameters: Parameters,
  seed: number,
  onRound?: (round: number) => void,
): Promise<Trained> {
  check(problem)
  loading ??= load()
  const wasm = await loading
  const { num_round, ...given } = parameters
  const objective: Objective = problem.classCount === 2 ? 'binary:logistic' : 'multi:softprob'
  const settings = { booster: 'gbtree', silent: 1, seed, objective, ...given }

  const model = createModel(wasm, problem)
  const free = () => wasm._free_memory_model(model)
  try {
    const setting = (name: string, value: unknown) =>
      wasm.ccall('set_param', null, ['number', 'string', 'string'], [model, name, String(value)])
    for (const [name, value] of Object.entries(settings)) setting(name, value)
    if (objective === 'multi:softprob') setting('num_class', problem.classCount)
    for (let round = 1; round <= num_round; round++) {
      wasm._train_full_model(model, 1)
      onRound?.(round)
      await turn()
    }
    return {
      objective,
      binary: saveModel(wasm, model),
      predictRow: (row) => predictRow(wasm, model, row, problem),
      free,
    }
  } catch (error) {
    free()
    // The WebAssembly throws strings.
    throw error instanceof Error ? error : new Error(`ml-xgboost failed: ${String(error)}`)
  }
}

function check({ features, featureCount, labels, classCount }: Problem) {
  if (features.length !== labels.length * featureCount || labels.length === 0) {
    throw new RangeError(`${features.length} features do not make ${labels.length} rows of ${featureCount}`)
  }
  if (labels.some((label) => label < 0 || label >= classCount))
    throw new RangeError('a label is not one of the classes')
  if (features.includes(MISSING)) throw new RangeError(`a feature is ${MISSING}, which ml-xgboost takes for missing`)
}

/** Loads the WebAssembly without its noise and without its listener, which would end the process with exit code 7. */
async function load(): Promise<Wasm> {
  const listeners = new Set(process.listeners('uncaughtException'))
  // Without the streaming compiler, which can't open a path, it reads the file at once and has nothing to complain of.
  const { WebAssembly } = globalThis as unknown as { WebAssembly: { instantiateStreaming?: unknown } }
  const { instantiateStreaming } = WebAssembly
  let wasm: Wasm
  try {
    Reflect.deleteProperty(WebAssembly, 'instantiateStreaming')
    wasm = createRequire(import.meta.url)('ml-xgboost/dist/wasm/xgboost.js') as Wasm
  } finally {
    WebAssembly.instantiateStreaming = instantiateStreaming
  }
  for (const listener of process.listeners('uncaughtException')) {
    if (!listeners.has(listener)) process.removeListener('uncaughtException', listener)
  }
  await wasm.isReady
  return wasm
}

const TURN_MS = 50
let lastTurn = 0

/** Lets signals, timers and requests have their turn every now and then, since training itself never waits. */
async function turn() {
  if (performance.now() - lastTurn < TURN_MS) return
  await setImmediate()
  lastTurn = performance.now()
}

/** The heap may move while memory grows, so its views are asked for anew after each `_malloc`. */
function store(wasm: Wasm, values: Float32Array): number {
  const pointer = wasm._malloc(values.byteLength)
  if (pointer === 0) throw new Error(`ml-xgboost has no memory left for ${values.byteLength} bytes`)
  wasm.HEAPF32.set(values, pointer / 4)
  return pointer
}

function createModel(wasm: Wasm, { features, featureCount, labels }: Problem): number {
  const matrix = store(wasm, codeMissing(features))
  const classes = store(wasm, Float32Array.from(labels))
  try {
    return wasm._create_model(matrix, classes, labels.length, featureCount)
  } finally {
    wasm._free(matrix)
    wasm._free(classes)
  }
}

function saveModel(wasm: Wasm, model: number): Uint8Array {
  const size = wasm._save_model(model)
  if (size <= 0) throw new Error('ml-xgboost could not save the model')
  const pointer = wasm._malloc(size)
  wasm._get_file_content(pointer, size)
  const bytes = wasm.HEAPU8.slice(pointer, pointer + size)
  wasm._free(pointer)
  return bytes
}

function predictRow(wasm: Wasm, model: number, row: Float32Array, { featureCount, classCount }: Problem): Float32Array {
  // A failed call leaks, and enough of them break good ones: nothing that could fail gets in.
  if (row.length !== featureCount) throw new RangeError(`${row.length} features where the model has ${featureCount}`)
  const input = store(wasm, codeMissing(row))
  const output = store(wasm, new Float32Array(classCount))
  const count = wasm._predict_one(model, input, featureCount, output)
  const values = wasm.HEAPF32.slice(output / 4, output / 4 + count)
  wasm._free(input)
  wasm._free(output)
  return count === 1 ? Float32Array.of(1 - values[0]!, values[0]!) : values
}

const codeMissing = (values: Float32Array) => values.map((value) => (Number.isNaN(value) ? MISSING : value))
