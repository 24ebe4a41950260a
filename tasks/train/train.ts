import { dataset, type TargetName } from '../../core/dataset.js'
import { UserError } from '../../core/errors.js'
import { type Booster, readBooster } from '../../core/model/booster.js'
import { MANIFEST, PROBABILITY_TOLERANCE } from '../../core/model/bundle.js'
import type { Manifest, Metrics } from '../../core/model/manifest.js'
import { predictProbabilities } from '../../core/model/predict.js'
import type { Database } from '../database/database.js'
import { boost, type Problem } from './boost.js'
import { toXgboostJson } from './convert.js'
import { readTrainingData, type TrainingData } from './data.js'
import { stratifiedFolds } from './folds.js'
import { evaluate, gainImportance, spread } from './metrics.js'
import type { Parameters } from './parameters.js'
import { checkModelsDir, newVersion, publish, sha256 } from './publish.js'

const FOLDS = 5
const GOLDEN_ROWS = 8
const TRAINER = 'ml-xgboost 1.1.2'

export interface TrainOptions {
  parameters: Parameters
  seed: number
  modelsDir: string
  /** Called before each round of boosting with what is going on. */
  onProgress?: (text: string) => void
}

/** In short, for people and for Airflow; the manifest has all. */
export type TrainResult = {
  version: string
  folder: string
  rows: { train: number; test: number }
  targets: Record<string, Score>
}
type Score = { cv_accuracy: number; cv_sd: number; test_accuracy: number; test_macro_f1: number; test_log_loss: number }

/**
 * Trains a booster for each target on the training split and publishes the bundle. Equal rows, parameters and seed give
 * equal model files, byte for byte.
 *
 * @throws UserError NO_ROWS or TOO_FEW_ROWS when there is not enough to learn from; MODELS_DIR when it can't be published
 */
export async function train(database: Database, options: TrainOptions): Promise<TrainResult> {
  const started = Date.now()
  await checkModelsDir(options.modelsDir)
  const data = await readTrainingData(database)
  const version = newVersion(new Date())
  const files: Record<string, string> = {}
  const boosters = {} as Record<TargetName, Booster>
  const targets: Manifest['targets'] = {}
  for (const { name, labels: classes } of dataset.targets) {
    const trained = await trainTarget(data, name, classes, options)
    const file = `${name}.json`
    files[file] = trained.json
    boosters[name] = trained.booster
    targets[name] = {
      file,
      sha256: sha256(trained.json),
      classes: [...classes],
      objective: trained.booster.objective,
      rows: trained.rows,
      metrics: trained.metrics,
    }
  }
  const testRows = data.isTest.reduce((sum, it) => sum + it, 0)
  const rows = { train: data.rowCount - testRows, test: testRows }
  const manifest: Manifest = {
    format: 1,
    version,
    created_at: new Date().toISOString(),
    dataset: {
      name: dataset.name,
      fingerprint: data.fingerprint,
      rows: { clean: data.rowCount, ...rows, rejected: data.rejectedCount },
    },
    features: rangesSeen(data),
    targets,
    training: {
      trainer: TRAINER,
      parameters: options.parameters,
      seed: options.seed,
      duration_ms: Date.now() - started,
    },
    golden: goldenRows(data, boosters),
  }
  files[MANIFEST] = `${JSON.stringify(manifest, null, 2)}\n`
  await publish(options.modelsDir, version, files)
  return {
    version,
    folder: `${options.modelsDir}/${version}`,
    rows,
    targets: Object.fromEntries(Object.entries(targets).map(([name, { metrics }]) => [name, score(metrics)])),
  }
}

function score({ cross_validation: cv, test }: Metrics): Score {
  const short = (value: number) => Math.round(value * 1e4) / 1e4
  return {
    cv_accuracy: short(cv.accuracy.mean),
    cv_sd: short(cv.accuracy.sd),
    test_accuracy: short(test.accuracy),
    test_macro_f1: short(test.macro_f1),
    test_log_loss: short(test.log_loss),
  }
}

async function trainTarget(data: TrainingData, name: TargetName, classes: readonly string[], options: TrainOptions) {
  const labeled = (isTest: 0 | 1) => (row: number) => data.labels[name][row] !== -1 && data.isTest[row] === isTest
  const training = select(data, name, classes, labeled(0))
  const test = select(data, name, classes, labeled(1))
  checkEnough(name, classes, training, test)

  const folds = await crossValidate(training, classes, name, options)
  const round = (done: number) => options.onProgress?.(`${name}: final fit, round ${done}`)
  const final = await boost(training, options.parameters, options.seed, round)
  try {
    const json = convert(final, classes.length, options.parameters)
    const booster = readBooster(json, `${name}.json`)
    compareWithTrainer(final, booster, data.features)
    const metrics = {
      cross_validation: {
        folds: FOLDS,
        accuracy: spread(folds.map((it) => it.accuracy)),
        macro_f1: spread(folds.map((it) => it.macro_f1)),
        log_loss: spread(folds.map((it) => it.log_loss)),
      },
      test: evaluate(predictProbabilities(booster, test.features), test.labels, classes),
      gain_importance: gainImportance(
        json,
        dataset.features.map((feature) => feature.name),
      ),
    }
    return { json, booster, metrics, rows: { train: training.labels.length, test: test.labels.length } }
  } finally {
    final.free()
  }
}

/**
 * Trains on all folds but one and judges on that one, for each in turn.
 *
 * @returns the figures of each fold
 */
export async function crossValidate(
  problem: Problem,
  classes: readonly string[],
  name: string,
  { parameters, seed, onProgress }: Pick<TrainOptions, 'parameters' | 'seed' | 'onProgress'>,
): Promise<Metrics['test'][]> {
  const foldOf = stratifiedFolds(problem.labels, FOLDS, seed)
  const figures = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const fit = subset(problem, (row) => foldOf[row] !== fold)
    const held = subset(problem, (row) => foldOf[row] === fold)
    const round = (done: number) => onProgress?.(`${name}: fold ${fold + 1} of ${FOLDS}, round ${done}`)
    const trained = await boost(fit, parameters, seed, round)
    const booster = readBooster(convert(trained, classes.length, parameters), name)
    trained.free()
    figures.push(evaluate(predictProbabilities(booster, held.features), held.labels, classes))
  }
  return figures
}

function convert(trained: Awaited<ReturnType<typeof boost>>, classCount: number, { num_round }: Parameters): string {
  return toXgboostJson(trained.binary, {
    objective: trained.objective,
    featureNames: dataset.features.map((feature) => feature.name),
    classCount,
    treeCount: num_round * (trained.objective === 'multi:softprob' ? classCount : 1),
  })
}

/** What serves must be what was trained: every row, predicted by both. */
function compareWithTrainer(trained: Awaited<ReturnType<typeof boost>>, booster: Booster, rows: Float32Array) {
  const ours = predictProbabilities(booster, rows)
  const { featureCount, classCount } = booster
  for (let row = 0; row < rows.length / featureCount; row++) {
    const theirs = trained.predictRow(rows.subarray(row * featureCount, (row + 1) * featureCount))
    for (let c = 0; c < classCount; c++) {
      const difference = Math.abs(theirs[c]! - ours[row * classCount + c]!)
      if (!(difference <= PROBABILITY_TOLERANCE))
        throw new Error(`row ${row}: predictor and trainer differ by ${difference}`)
    }
  }
}

function select(
  data: TrainingData,
  name: TargetName,
  classes: readonly string[],
  keep: (row: number) => boolean,
): Problem {
  const all = { features: data.features, featureCount: dataset.features.length, labels: data.labels[name] }
  return subset({ ...all, classCount: classes.length }, keep)
}

/** The rows of a problem for which `keep` holds. */
function subset(problem: Problem, keep: (row: number) => boolean): Problem {
  const { features, featureCount, labels } = problem
  const rows = Int32Array.from(labels.keys()).filter(keep)
  const kept = new Float32Array(rows.length * featureCount)
  for (const [i, row] of rows.entries()) {
    kept.set(features.subarray(row * featureCount, (row + 1) * featureCount), i * featureCount)
  }
  return { ...problem, features: kept, labels: rows.map((row) => labels[row]!) }
}

function checkEnough(name: TargetName, classes: readonly string[], training: Problem, test: Problem) {
  for (const [c, label] of classes.entries()) {
    const [train, held] = [training, test].map(({ labels }) => labels.filter((it) => it === c).length) as [
      number,
      number,
    ]
    if (train >= FOLDS && held >= 1) continue
    throw new UserError(
      'TOO_FEW_ROWS',
      `${name} ${label} has ${train} rows to train on and ${held} to test on, and needs ${FOLDS} and 1; load more rows or preprocess with another --test-fraction.`,
    )
  }
}

function rangesSeen({ features, isTest }: TrainingData): Manifest['features'] {
  const count = dataset.features.length
  return dataset.features.map(({ name, unit }, feature) => {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let row = 0; row < isTest.length; row++) {
      if (isTest[row]) continue
      min = Math.min(min, features[row * count + feature]!)
      max = Math.max(max, features[row * count + feature]!)
    }
    return { name, unit, min: float(min), max: float(max) }
  })
}

/** Rows spread evenly over the data, with what this model predicts for them. */
function goldenRows({ features, rowCount }: TrainingData, boosters: Record<TargetName, Booster>): Manifest['golden'] {
  const count = dataset.features.length
  return Array.from({ length: Math.min(GOLDEN_ROWS, rowCount) }, (_, i) => {
    const row = Math.floor((i * rowCount) / GOLDEN_ROWS)
    const values = features.slice(row * count, (row + 1) * count)
    const expected = dataset.targets.map(({ name }) => [
      name,
      Array.from(predictProbabilities(boosters[name], values), float),
    ])
    return { features: Array.from(values, float), expected: Object.fromEntries(expected) }
  })
}

/** A float32 by its significant digits. */
const float = (value: number) => Number(value.toPrecision(9))
