import { classesOf, type Target } from '../../core/dataset/dataset.js'
import { UserError } from '../../core/errors.js'
import type { ClassMetrics, NumberMetrics } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { sum } from '../../core/numbers.js'
import { evaluateClasses } from '../evaluation/classMetrics.js'
import { evaluateNumbers } from '../evaluation/numberMetrics.js'
import { type Problem, subset } from '../problem.js'
import { type FitBoosterOptions, fitBooster } from './fitBooster.js'
import { stratifiedFolds } from './folds.js'

export const FOLDS = 5

export interface CrossValidateOptions extends Pick<FitBoosterOptions, 'parameters' | 'seed' | 'trainer'> {
  onProgress?: ((text: string) => void) | undefined
}

/** The figures of each fold; for classes also their names. */
export type FoldFigures =
  | { classes: ClassMetrics['test'][]; names: readonly string[] }
  | { numbers: NumberMetrics['test'][] }

/**
 * Stratified cross-validation: trains on all folds but one and judges on that one, for each fold in turn.
 *
 * @param columns the names of the model's columns
 * @throws UserError TOO_FEW_ROWS when a fold would be empty or lack a class because too many rows are equal
 */
export async function crossValidate(
  problem: Problem,
  columns: readonly string[],
  target: Target,
  { onProgress, ...options }: CrossValidateOptions,
): Promise<FoldFigures> {
  const foldOf = stratifiedFolds(problem, FOLDS, options.seed)
  checkSpread(problem, foldOf, target)
  const judged = []
  for (let fold = 0; fold < FOLDS; fold++) {
    const onRound = (round: number) => onProgress?.(`${target.name}: fold ${fold + 1} of ${FOLDS}, round ${round}`)
    const rest = subset(problem, (row) => foldOf[row] !== fold)
    const held = subset(problem, (row) => foldOf[row] === fold)
    const { booster } = await fitBooster(rest, { ...options, columns, onRound })
    judged.push({ outputs: predictOutputs(booster, held.features), labels: held.labels })
  }
  const names = classesOf(target)
  return names
    ? { classes: judged.map(({ outputs, labels }) => evaluateClasses(outputs, labels, names)), names }
    : { numbers: judged.map(({ outputs, labels }) => evaluateNumbers(outputs, labels)) }
}

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
