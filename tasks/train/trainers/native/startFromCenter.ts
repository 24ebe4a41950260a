import { float, stringifyModel } from '../floats.js'

/**
 * Makes a model of numbers less their mean, times a scale, one of the numbers themselves.
 *
 * @param json a model in XGBoost's JSON format
 * @param center what the labels had less
 * @param scale what they were multiplied by after it: a power of two, so that dividing by it changes no digit
 */
export function startFromCenter(json: string, center: number, scale: number): string {
  const model = JSON.parse(json)
  const { learner_model_param: parameters, gradient_booster: booster } = model.learner
  parameters.base_score = `[${center}]`
  const trees = booster.model.trees.map((tree: Record<TreeNumbers, number[]>) => ({
    ...tree,
    base_weights: tree.base_weights.map((weight) => float(weight / scale)),
    loss_changes: tree.loss_changes.map((gain) => float(gain / scale ** 2)),
    split_conditions: tree.split_conditions.map((value, node) =>
      float(tree.left_children[node] === -1 ? value / scale : value),
    ),
    sum_hessian: tree.sum_hessian.map(float),
  }))
  booster.model.trees = []
  return stringifyModel(model, trees)
}

type TreeNumbers = 'base_weights' | 'left_children' | 'loss_changes' | 'split_conditions' | 'sum_hessian'
