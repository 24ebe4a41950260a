import type { Metrics } from '../../core/model/manifest.js'
import { predictProbabilities } from '../../core/model/predict.js'
import { type FitOptions, fitBooster } from './fit.js'
import { stratifiedFolds } from './folds.js'
import { evaluate } from './metrics.js'
import { type Problem, subset } from './problem.js'

export const FOLDS = 5

export interface CrossValidateOptions extends Omit<FitOptions, 'onRound'> {
  onProgress?: (text: string) => void
}

/**
 * Stratified cross-validation: trains on all folds but one and judges on that one, for each fold in turn.
 *
 * @param name the target's name, for progress
 * @returns the figures of each fold
 */
export async function crossValidate(
  problem: Problem,
  classes: readonly string[],
  name: string,
  { parameters, seed, onProgress }: CrossValidateOptions,
): Promise<Metrics['test'][]> {
  const foldOf = stratifiedFolds(problem.labels, FOLDS, seed)
  const figures = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const onRound = (round: number) => onProgress?.(`${name}: fold ${fold + 1} of ${FOLDS}, round ${round}`)
    const rest = subset(problem, (row) => foldOf[row] !== fold)
    const held = subset(problem, (row) => foldOf[row] === fold)
    const { booster } = await fitBooster(rest, { parameters, seed, onRound })
    figures.push(evaluate(predictProbabilities(booster, held.features), held.labels, classes))
  }
  return figures
}
