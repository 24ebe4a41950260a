import { classesOf, type Target } from '../../core/dataset/dataset.js'
import type { Booster } from '../../core/model/booster.js'
import type { ClassMetrics, ClassTarget, NumberMetrics, NumberTarget } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { mean, round, shortest } from '../../core/numbers.js'
import { sha256 } from '../../registry/sums.js'
import { bootstrap } from '../evaluation/bootstrap.js'
import { calibrate } from '../evaluation/calibrate.js'
import { evaluateClasses, logLosses } from '../evaluation/classMetrics.js'
import type { ChallengerTarget } from '../evaluation/gate.js'
import { evaluateNumbers, squaredErrors } from '../evaluation/numberMetrics.js'
import { spread } from '../evaluation/spread.js'
import { groupEqual, type Problem, subset } from '../problem.js'
import { type CrossValidateOptions, crossValidateTarget, FOLDS } from './crossValidate.js'
import { fitBooster } from './fitBooster.js'
import { gainImportance, meanAbsoluteShap } from './importance.js'
import { rowsOfSide, selectProblem, wholeProblem } from './selectProblem.js'
import type { TrainingData } from './trainingData.js'

/** One target's model and all that is known of it. */
export interface TrainedTarget extends ChallengerTarget {
  /** Its part of the model card. */
  card: ClassTarget | NumberTarget
  /** The model in XGBoost's JSON format. */
  json: string
}

/**
 * Judges the parameters by cross-validation, fits on the whole training split and judges the result on the test split.
 *
 * @param file the model's file in the bundle
 */
export async function trainTarget(
  data: TrainingData,
  target: Target,
  file: string,
  options: CrossValidateOptions,
): Promise<TrainedTarget> {
  const { columns, dataset } = data
  const folds = await crossValidateTarget(data, target, options)
  const onRound = (round: number) => options.onProgress?.(`${target.name}: final fit, round ${round}`)
  const parameters = { ...options.parameters, num_round: folds.rounds }
  const [all, rows] = [wholeProblem(data, target), rowsOfSide(data, target, 'train')]
  const fit = { ...options, parameters, columns, rows, onRound }
  const { json, booster } = await fitBooster(all, fit, data.features)
  const [training, test] = [subset(all, rows), selectProblem(data, target, 'test')]
  const classes = classesOf(target)
  // Of two classes there is one margin, the second's.
  const outputs = classes?.slice(-booster.groupCount) ?? ['value']
  const importance = {
    mean_abs_shap: meanAbsoluteShap(booster, training.features, dataset.features, outputs),
    gain_importance: gainImportance(json, dataset.features),
  }
  const stopped = options.parameters.early_stopping_rounds > 0 && { rounds: folds.rounds }
  const model = { file, sha256: sha256(json), objective: booster.objective, ...stopped }
  const counts = { train: training.labels.length, test: test.labels.length }
  const card =
    'numbers' in folds
      ? {
          ...model,
          ...describeNumber(target, training),
          rows: counts,
          metrics: { ...numberMetrics(folds.numbers, booster, test), ...importance },
        }
      : {
          ...model,
          classes: [...folds.names],
          rows: counts,
          metrics: { ...classMetrics(folds.classes, booster, test, folds.names), ...importance },
        }
  return {
    target,
    card,
    json,
    sha256: model.sha256,
    booster,
    test,
    unseen: (split) => selectProblem(data, target, 'test', split),
    guess: classes?.map((_, c) => frequencyOf(c, training.labels)) ?? [mean(training.labels)],
  }
}

const frequencyOf = (label: number, labels: Float32Array) =>
  labels.reduce((count, it) => count + Number(it === label), 0) / labels.length

function describeNumber(target: Target, { labels }: Problem): Pick<NumberTarget, 'unit' | 'range'> {
  const [min, max] = [labels.reduce((a, b) => Math.min(a, b)), labels.reduce((a, b) => Math.max(a, b))]
  const unit = target.kind === 'number' ? target.unit : undefined
  return {
    ...(unit !== undefined && { unit }),
    range: { min: shortest(min), max: shortest(max), mean: shortest(mean(labels)) },
  }
}

function classMetrics(folds: ClassMetrics['test'][], booster: Booster, test: Problem, classes: readonly string[]) {
  const tested = predictOutputs(booster, test.features)
  const { low, high } = bootstrap(logLosses(tested, test.labels, classes.length), groupEqual(test))
  return {
    cross_validation: {
      folds: FOLDS,
      accuracy: spread(folds.map((it) => it.accuracy)),
      macro_f1: spread(folds.map((it) => it.macro_f1)),
      log_loss: spread(folds.map((it) => it.log_loss)),
    },
    test: {
      ...evaluateClasses(tested, test.labels, classes),
      log_loss_interval: { low: round(low), high: round(high) },
    },
    calibration: calibrate(tested, test.labels, classes.length),
  }
}

function numberMetrics(folds: NumberMetrics['test'][], booster: Booster, test: Problem) {
  const tested = predictOutputs(booster, test.features)
  const { low, high } = bootstrap(squaredErrors(tested, test.labels), groupEqual(test))
  const inUnit = (values: number[]) => spread(values, shortest)
  return {
    cross_validation: {
      folds: FOLDS,
      rmse: inUnit(folds.map((it) => it.rmse)),
      mae: inUnit(folds.map((it) => it.mae)),
      r2: spread(folds.map((it) => it.r2)),
    },
    test: {
      ...evaluateNumbers(tested, test.labels),
      rmse_interval: { low: shortest(Math.sqrt(low)), high: shortest(Math.sqrt(high)) },
    },
  }
}
