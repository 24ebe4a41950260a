import { classesOf, type Target } from '../../core/dataset/dataset.js'
import type { Booster } from '../../core/model/booster.js'
import type { ClassMetrics, NumberMetrics } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { mean, shortest } from '../../core/numbers.js'
import { sha256 } from '../../registry/sums.js'
import { calibrate } from '../evaluation/calibrate.js'
import { evaluateClasses } from '../evaluation/classMetrics.js'
import type { ChallengerTarget } from '../evaluation/gate.js'
import { evaluateNumbers } from '../evaluation/numberMetrics.js'
import { spread } from '../evaluation/spread.js'
import { type CrossValidateOptions, crossValidate, type FoldFigures, FOLDS } from './crossValidate.js'
import { fitBooster } from './fitBooster.js'
import { gainImportance, meanAbsoluteShap } from './importance.js'
import { type Problem, selectProblem } from './problem.js'
import type { TrainingData } from './trainingData.js'

/** One target's model and all that is known of it. */
export interface TrainedTarget extends ChallengerTarget {
  json: string
  training: Problem
  metrics: ClassMetrics | NumberMetrics
}

/**
 * Judges the parameters by cross-validation, fits on the whole training split and judges the result on the test split.
 */
export async function trainTarget(
  data: TrainingData,
  target: Target,
  options: CrossValidateOptions,
): Promise<TrainedTarget> {
  const { columns, dataset } = data
  const training = selectProblem(data, target, 'train')
  const test = selectProblem(data, target, 'test')

  const figures = await crossValidate(training, columns, target, options)
  const onRound = (round: number) => options.onProgress?.(`${target.name}: final fit, round ${round}`)
  const { json, booster } = await fitBooster(training, { ...options, columns, onRound }, data.features)
  const classes = classesOf(target)
  // Of two classes there is one margin, the second's.
  const outputs = classes?.slice(-booster.groupCount) ?? ['value']
  const importance = {
    mean_abs_shap: meanAbsoluteShap(booster, training.features, dataset.features, outputs),
    gain_importance: gainImportance(json, dataset.features),
  }
  return {
    target,
    json,
    sha256: sha256(json),
    booster,
    training,
    metrics: { ...judgeFit(figures, booster, test, classes ?? []), ...importance },
    test,
    unseen: (split) => selectProblem(data, target, 'test', split),
    guess: classes?.map((_, c) => frequencyOf(c, training.labels)) ?? [mean(training.labels)],
  }
}

const frequencyOf = (label: number, labels: Float32Array) =>
  labels.filter((it) => it === label).length / labels.length

/** The figures of the folds and of the test rows. */
function judgeFit(figures: FoldFigures, booster: Booster, test: Problem, classes: readonly string[]) {
  const outputs = predictOutputs(booster, test.features)
  if ('numbers' in figures) {
    const { numbers } = figures
    return {
      cross_validation: {
        folds: FOLDS,
        rmse: spread(numbers.map((it) => it.rmse), shortest),
        mae: spread(numbers.map((it) => it.mae), shortest),
        r2: spread(numbers.map((it) => it.r2)),
      },
      test: evaluateNumbers(outputs, test.labels),
    }
  }
  return {
    cross_validation: {
      folds: FOLDS,
      accuracy: spread(figures.classes.map((it) => it.accuracy)),
      macro_f1: spread(figures.classes.map((it) => it.macro_f1)),
      log_loss: spread(figures.classes.map((it) => it.log_loss)),
    },
    test: evaluateClasses(outputs, test.labels, classes),
    calibration: calibrate(outputs, test.labels, classes.length),
  }
}
