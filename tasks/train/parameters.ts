import { z } from 'zod'

/** XGBoost reads float32, and ends the process at a number too small for one. */
const amount = z
  .number()
  .min(0)
  .max(1000)
  .refine((value) => value === 0 || value >= 1e-9, 'must be 0, or 1e-9 or more')

/**
 * XGBoost's training parameters, by its own names (see "XGBoost Parameters" in its documentation), with the bounds
 * within which they make sense. ml-xgboost takes a wrong name or value in silence, so they are checked here.
 *
 * The defaults are by cross-validation of the reference data's training split: as good as the best within the spread of the folds, in
 * far fewer rounds. Expect 0.98 accuracy for species, 0.92 for sex. `penguins tune trial --seed 1` shows what they are worth, and
 * `penguins tune grid --max_depth 1,2,3,4 --eta 0.1,0.2,0.3 --num_round 20,40,60,100,150` lists what they were compared with; any other
 * flag, as in `--subsample 1`, varies a trial.
 */
export const parametersSchema = z.strictObject({
  num_round: z.int().min(1).max(5000).default(20).describe('rounds of boosting; each adds a tree, or one a class'),
  early_stopping_rounds: z
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe('keep the rounds after which the loss over the folds did not fall for so many more; 0 keeps all'),
  max_depth: z.int().min(1).max(12).default(3).describe('depth of a tree'),
  eta: z.number().min(1e-6).max(1).default(0.3).describe('learning rate'),
  min_child_weight: amount.default(1).describe('least sum of hessians in a leaf'),
  gamma: amount.default(0).describe('least gain of a split'),
  subsample: z.number().min(0.01).max(1).default(0.7).describe('share of the rows that a tree sees'),
  colsample_bytree: z.number().min(0.01).max(1).default(1).describe('share of the features that a tree sees'),
  lambda: amount.default(1).describe('L2 regularisation of leaf values'),
  alpha: amount.default(0).describe('L1 regularisation of leaf values'),
})

export type Parameters = z.infer<typeof parametersSchema>
