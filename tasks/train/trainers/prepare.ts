import type { Objective } from '../../../core/model/booster.js'
import { mean } from '../../../core/numbers.js'
import { checkProblem, type Problem, pick } from '../../problem.js'
import type { FitOptions } from './trainer.js'

/** A problem as engines take it. */
export interface Prepared {
  objective: Objective
  /** Of the rows to learn from. */
  labels: Float32Array
  /** What was taken off the labels of a number, which the model is to start from; undefined of classes. */
  center?: number | undefined
  /** What they were multiplied by after it, a power of two: the leaves are to be divided by it. */
  scale: number
  rounds: number
  /** XGBoost's parameters by name, but for the objective, which not all versions call the same. */
  settings: Record<string, string | number>
}

/**
 * Chooses the objective and makes the parameters fit the labels.
 *
 * @throws RangeError when the problem is malformed
 */
export function prepare(
  problem: Problem,
  { parameters, seed, rows }: Pick<FitOptions, 'parameters' | 'seed' | 'rows'>,
): Prepared {
  const labels = rows ? pick(problem.labels, rows) : problem.labels
  checkProblem(problem, labels)
  const objective = objectiveOf(problem)
  const { center, scale } = standardize({ ...problem, labels })
  const { num_round, early_stopping_rounds: _, gamma, alpha, ...given } = parameters
  return {
    objective,
    labels: center === undefined ? labels : labels.map((label) => (label - center) * scale),
    center,
    scale,
    rounds: num_round,
    settings: {
      booster: 'gbtree',
      seed,
      ...given,
      gamma: gamma * scale ** 2,
      alpha: alpha * scale,
      ...(objective === 'multi:softprob' && { num_class: problem.classCount }),
      ...(center !== undefined && { base_score: 0 }),
    },
  }
}

function objectiveOf({ kind, classCount }: Problem): Objective {
  if (kind === 'number') return 'reg:squarederror'
  return classCount === 2 ? 'binary:logistic' : 'multi:softprob'
}

/**
 * Numbers are trained less their mean, which the model starts from. XGBoost adds each leaf to that start in float32: far from 0 the
 * rounding of many rounds would add up to more than there is to learn.
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
