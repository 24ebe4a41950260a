import { stringifyModel } from '../floats.js'
import { type ModelInfo, readBinary } from './readBinary.js'

/**
 * Turns XGBoost 0.7's binary model into XGBoost's JSON model format, which version 1.0 and all later ones open.
 *
 * @returns the JSON text; equal models give equal text
 * @throws Error when the binary is not what the training should have made
 */
export function toXgboostJson(binary: Uint8Array, info: ModelInfo): string {
  const { trees, groups, baseMargin } = readBinary(binary, info)
  const { objective, columns, center } = info
  const classes = String(info.classCount)
  const model = {
    learner: {
      attributes: {},
      feature_names: columns,
      feature_types: columns.map(() => 'float'),
      gradient_booster: {
        model: {
          gbtree_model_param: { num_parallel_tree: '1', num_trees: String(trees.length), size_leaf_vector: '0' },
          tree_info: groups,
          trees: [],
        },
        name: 'gbtree',
      },
      learner_model_param: {
        base_score: String(objective === 'binary:logistic' ? 1 / (1 + Math.exp(-baseMargin)) : (center ?? baseMargin)),
        boost_from_average: '0',
        num_class: objective === 'multi:softprob' ? classes : '0',
        num_feature: String(columns.length),
        num_target: '1',
      },
      objective:
        objective === 'multi:softprob'
          ? { name: objective, softmax_multiclass_param: { num_class: classes } }
          : { name: objective, reg_loss_param: { scale_pos_weight: '1' } },
    },
    version: [2, 1, 0],
  }
  return stringifyModel(model, trees)
}
