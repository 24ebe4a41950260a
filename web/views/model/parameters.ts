/** The parameters of XGBoost in words. */
export const PARAMETERS: Record<string, string> = {
  num_round: 'Rounds of trees',
  max_depth: 'Depth of a tree, at most',
  eta: 'Learning rate',
  min_child_weight: 'Least weight of a leaf',
  gamma: 'Least gain of a split',
  subsample: 'Share of the rows a tree sees',
  colsample_bytree: 'Share of the columns a tree sees',
  lambda: 'L2 penalty on leaves',
  alpha: 'L1 penalty on leaves',
}
