import { availableParallelism } from 'node:os'
import { storeInMemory } from '../../../floatStore.js'
import type { Problem } from '../../../problem.js'
import { noNumbers } from '../floats.js'
import { bothClasses, checkRows } from '../outputs.js'
import { type Prepared, prepare } from '../prepare.js'
import type { Fit, FitOptions, Trainer } from '../trainer.js'
import { type Handle, type Library, loadLibrary } from './library.js'
import { createMatrix, IN_MEMORY, withTrainingMatrix } from './matrix.js'
import { startFromCenter } from './startFromCenter.js'
import { storeOnDisk } from './storeOnDisk.js'
import { startThread } from './thread.js'

/** A second thread costs more than it brings below: 274 rows take a third of the time on one. How many there are changes no byte. */
const ROWS_A_THREAD = 10_000

/**
 * XGBoost itself, by the C API of its library: the same code that Python's package calls, and the same models to the byte. What it
 * takes of memory is not JavaScript's to free: each handle has its `finally`.
 *
 * @param path the library
 * @param scratch a folder on a disk, for what is large
 * @param inMemory at most so many values of a table or a matrix are kept in memory
 * @throws UserError XGBOOST_LIBRARY when there is no such library
 */
export async function nativeTrainer(path: string, scratch: string, inMemory = IN_MEMORY): Promise<Trainer> {
  const library = await loadLibrary(path)
  return {
    name: `xgboost ${library.version}`,
    store: (count) =>
      library.map && count > inMemory ? storeOnDisk(library.map, scratch, count) : storeInMemory(count),
    async fit(problem, options) {
      const prepared = prepare(problem, options)
      const json = await withTrainingMatrix(
        library,
        { problem, labels: prepared.labels, rows: options.rows },
        { scratch, inMemory },
        (matrix) => boost(library, matrix, prepared, options),
      )
      return open(library, json, problem)
    },
  }
}

/** @returns a model in XGBoost's JSON format */
async function boost(library: Library, matrix: Handle, prepared: Prepared, options: FitOptions): Promise<string> {
  const { objective, rounds, settings, center, scale } = prepared
  const nthread = Math.min(availableParallelism(), Math.ceil(prepared.labels.length / ROWS_A_THREAD))
  const booster = library.make('XGBoosterCreate', [matrix], 1)
  try {
    for (const [name, value] of Object.entries({ objective, nthread, ...settings })) {
      library.call('XGBoosterSetParam', booster, name, String(value))
    }
    nameColumns(library, booster, options.columns)
    await boostRounds(library, nthread, booster, matrix, rounds, options.onRound)
    const json = saveModel(library, booster)
    return center === undefined ? json : startFromCenter(json, center, scale)
  } finally {
    library.call('XGBoosterFree', booster)
  }
}

/** By one thread alone a round is done on any thread, else always on the same. */
async function boostRounds(
  library: Library,
  nthread: number,
  booster: Handle,
  matrix: Handle,
  rounds: number,
  onRound: FitOptions['onRound'],
) {
  const name = 'XGBoosterUpdateOneIter'
  const thread = nthread > 1 ? startThread(library.path, name) : undefined
  try {
    for (let round = 0; round < rounds; round++) {
      await (thread?.call(booster, round, matrix) ?? library.callAsync(name, booster, round, matrix))
      onRound?.(round + 1)
    }
  } finally {
    await thread?.end()
  }
}

/** So that the model has the names, and whoever opens it knows which column is which. */
function nameColumns(library: Library, booster: Handle, columns: readonly string[]) {
  const texts = { feature_name: columns, feature_type: columns.map(() => 'float') }
  for (const [field, values] of Object.entries(texts)) {
    library.call('XGBoosterSetStrFeatureInfo', booster, field, values, values.length)
  }
}

/**
 * The model in XGBoost's JSON format.
 *
 * @throws UserError PARAMETERS when a leaf is no number
 */
function saveModel(library: Library, booster: Handle): string {
  const size: [number] = [0]
  const bytes = library.make('XGBoosterSaveModelToBuffer', booster, JSON.stringify({ format: 'json' }), size)
  const json = Buffer.from(library.copy(bytes, Number(size[0]))).toString()
  try {
    JSON.parse(json)
    return json
  } catch {
    // XGBoost writes NaN and Infinity as they are called, which is no JSON.
    throw noNumbers()
  }
}

/** XGBoost's own reading of the file that is to be published: its predictions are what ours are compared with. */
function open(library: Library, json: string, { classCount, featureCount }: Problem): Fit {
  const booster = library.make('XGBoosterCreate', [], 0)
  const free = () => library.call('XGBoosterFree', booster)
  try {
    const bytes = Buffer.from(json)
    library.call('XGBoosterLoadModelFromBuffer', booster, bytes, bytes.length)
  } catch (error) {
    free()
    throw error
  }
  const predict = (rows: Float32Array) => {
    checkRows(rows, featureCount)
    const matrix = createMatrix(library, { features: rows, featureCount })
    try {
      const [of, count] = [classCount === 2 ? 1 : Math.max(1, classCount), rows.length / featureCount]
      const address = library.make('XGBoosterPredictFromDMatrix', booster, matrix, PREDICTION, [null], [0])
      const { buffer } = library.copy(address, count * of * Float32Array.BYTES_PER_ELEMENT)
      return classCount === 2 ? bothClasses(new Float32Array(buffer)) : new Float32Array(buffer)
    } finally {
      library.call('XGDMatrixFree', matrix)
    }
  }
  return { json, predict, free }
}

/** Outputs, by all trees. */
const PREDICTION = JSON.stringify({
  type: 0,
  training: false,
  iteration_begin: 0,
  iteration_end: 0,
  strict_shape: false,
})
