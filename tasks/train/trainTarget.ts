import { dataset, type TargetName } from '../../core/dataset.js'
import type { Booster } from '../../core/model/booster.js'
import type { Metrics } from '../../core/model/manifest.js'
import { round } from '../../core/model/predict.js'
import { predictOutputs } from '../../core/model/scores.js'
import { meanAbsoluteContributions } from '../../core/model/shap/explainMargins.js'
import { sha256 } from '../../registry/sums.js'
import type { TestRows } from '../evaluation/gate.js'
import { calibrate, evaluate, gainImportance, spread } from '../evaluation/metrics.js'
import { type CrossValidateOptions, crossValidate, FOLDS } from './crossValidate.js'
import { fitBooster } from './fitBooster.js'
import { type Problem, selectProblem } from './problem.js'
import type { TrainingData } from './trainingData.js'

/** One target's model and all that is known of it. */
export interface TrainedTarget {
  name: TargetName
  classes: readonly string[]
  json: string
  /** Of `json`. */
  sha256: string
  booster: Booster
  rows: { train: number; test: number }
  metrics: Metrics
  /** What the gate judges by. */
  test: TestRows
}

/**
 * Judges the parameters by cross-validation, fits on the whole training split and judges the result on the test split.
 */
export async function trainTarget(
  data: TrainingData,
  name: TargetName,
  classes: readonly string[],
  options: CrossValidateOptions,
): Promise<TrainedTarget> {
  const training = selectProblem(data, name, classes, 'train')
  const test = selectProblem(data, name, classes, 'test')

  const folds = await crossValidate(training, classes, name, options)
  const onRound = (round: number) => options.onProgress?.(`${name}: final fit, round ${round}`)
  const { json, booster } = await fitBooster(training, { ...options, onRound }, data.features)
  const featureNames = dataset.features.map((feature) => feature.name)
  const tested = predictOutputs(booster, test.features)
  const metrics = {
    cross_validation: {
      folds: FOLDS,
      accuracy: spread(folds.map((it) => it.accuracy)),
      macro_f1: spread(folds.map((it) => it.macro_f1)),
      log_loss: spread(folds.map((it) => it.log_loss)),
    },
    test: evaluate(tested, test.labels, classes),
    calibration: calibrate(tested, test.labels, classes.length),
    mean_abs_shap: meanAbsoluteShap(booster, training, classes),
    gain_importance: gainImportance(json, featureNames),
  }
  const { length } = training.labels
  const frequencies = classes.map((_, c) => training.labels.filter((label) => label === c).length / length)
  const rows = { train: length, test: test.labels.length }
  return {
    name,
    classes,
    json,
    sha256: sha256(json),
    booster,
    metrics,
    rows,
    test: { all: test, unseen: (split) => selectProblem(data, name, classes, 'test', split), frequencies },
  }
}

/** Rows enough for a mean; more would only take time. */
const SHAP_ROWS = 10_000

/** How far each feature moves each class's margin. Of two classes there is one margin, the second's. */
function meanAbsoluteShap(booster: Booster, { features, labels }: Problem, classes: readonly string[]) {
  const { featureCount, groupCount } = booster
  const step = Math.max(1, Math.floor(labels.length / SHAP_ROWS))
  const rows = new Float32Array(Math.ceil(labels.length / step) * featureCount)
  for (let i = 0; i * featureCount < rows.length; i++) {
    rows.set(features.subarray(i * step * featureCount, (i * step + 1) * featureCount), i * featureCount)
  }
  const means = meanAbsoluteContributions(booster, rows)
  const of = (group: number) =>
    Object.fromEntries(dataset.features.map(({ name }, f) => [name, round(means[group * featureCount + f]!)]))
  return Object.fromEntries(classes.slice(-groupCount).map((label, group) => [label, of(group)]))
}
