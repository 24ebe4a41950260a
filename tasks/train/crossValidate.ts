import { classesOf, type Target } from '../../core/dataset/dataset.js'
import { UserError } from '../../core/errors.js'
import type { Booster } from '../../core/model/booster.js'
import type { ClassMetrics, NumberMetrics } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { sliceRounds } from '../../core/model/sliceRounds.js'
import { sum } from '../../core/numbers.js'
import { evaluateClasses } from '../evaluation/classMetrics.js'
import { evaluateNumbers } from '../evaluation/numberMetrics.js'
import { choose, type Problem, subset } from '../problem.js'
import { stopEarly } from './earlyStopping.js'
import { type FitBoosterOptions, fitBooster } from './fitBooster.js'
import { stratifiedFolds } from './folds.js'
import { selectProblem } from './selectProblem.js'
import type { TrainingData } from './trainingData.js'

export const FOLDS = 5

export interface CrossValidateOptions extends Pick<FitBoosterOptions, 'parameters' | 'seed' | 'trainer'> {
  onProgress?: ((text: string) => void) | undefined
}

/** The figures of each fold; for classes also their names. */
export type FoldFigures = (
  | { classes: ClassMetrics['test'][]; names: readonly string[] }
  | { numbers: NumberMetrics['test'][] }
) & {
  /** How many rounds they are of: fewer than the parameters say where more would not have been better. */
  rounds: number
}

/**
 * Stratified cross-validation: trains on all folds but one and judges on that one, for each fold in turn.
 *
 * With `early_stopping_rounds` it also finds how many rounds are best, by the mean loss over the folds, as `xgboost.cv` does.
 *
 * @param columns the names of the model's columns
 * @throws UserError TOO_FEW_ROWS when a fold would be empty or lack a class because too many rows are equal
 */
async function crossValidate(
  problem: Problem,
  columns: readonly string[],
  target: Target,
  { onProgress, ...options }: CrossValidateOptions,
): Promise<FoldFigures> {
  const foldOf = stratifiedFolds(problem, FOLDS, options.seed)
  checkSpread(problem, foldOf, target)
  const held = (fold: number) =>
    subset(
      problem,
      choose(problem, (row) => foldOf[row] === fold),
    )
  const fitFolds = async (num_round: number) => {
    const boosters: Booster[] = []
    for (let fold = 0; fold < FOLDS; fold++) {
      const onRound = (round: number) => onProgress?.(`${target.name}: fold ${fold + 1} of ${FOLDS}, round ${round}`)
      const rows = choose(problem, (row) => foldOf[row] !== fold)
      const parameters = { ...options.parameters, num_round }
      boosters.push((await fitBooster(problem, { ...options, parameters, columns, rows, onRound })).booster)
    }
    return boosters
  }

  const { num_round, early_stopping_rounds: patience } = options.parameters
  const { boosters, rounds } =
    patience > 0
      ? await stopEarly(fitFolds, held, num_round, patience)
      : { boosters: await fitFolds(num_round), rounds: num_round }
  const judged = boosters.map((booster, fold) => {
    const { features, labels } = held(fold)
    return { outputs: predictOutputs(sliceRounds(booster, 0, rounds), features), labels }
  })
  const names = classesOf(target)
  return names
    ? { rounds, classes: judged.map(({ outputs, labels }) => evaluateClasses(outputs, labels, names)), names }
    : { rounds, numbers: judged.map(({ outputs, labels }) => evaluateNumbers(outputs, labels)) }
}

/** The same on a target's training rows: their copy is no longer in memory when it is done. */
export const crossValidateTarget = (data: TrainingData, target: Target, options: CrossValidateOptions) =>
  crossValidate(selectProblem(data, target, 'train'), data.columns, target, options)

function checkSpread({ labels, kind }: Problem, foldOf: Uint8Array, target: Target) {
  const kinds = classesOf(target)?.map((label) => `${target.name} ${label}`) ?? [target.name]
  const rows = new Uint32Array(FOLDS * kinds.length)
  for (const [row, label] of labels.entries()) {
    rows[foldOf[row]! * kinds.length + (kind === 'classes' ? label : 0)]!++
  }
  for (const [c, name] of kinds.entries()) {
    const having = Array.from({ length: FOLDS }, (_, fold) => rows[fold * kinds.length + c]!).filter(
      (count) => count > 0,
    )
    if (having.length === FOLDS) continue
    throw new UserError(
      'TOO_FEW_ROWS',
      `${name} has ${sum(having)} rows to train on, but rows of equal measurements are judged together and so they reach only ${having.length} of the ${FOLDS} folds of cross-validation; load more rows that differ.`,
    )
  }
}
