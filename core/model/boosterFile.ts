import { z } from 'zod'

const integers = z.array(z.int())
const numbers = z.array(z.number())
const digits = z.string().regex(/^\d{1,9}$/)

/** The parts of XGBoost's JSON model format used here; see "Introduction to Model IO" in its documentation. */
export const boosterFileSchema = z.object({
  learner: z.object({
    feature_names: z.array(z.string()).optional(),
    gradient_booster: z.object({
      name: z.literal('gbtree', 'must be gbtree; train with booster=gbtree, no other is served'),
      model: z.object({
        tree_info: integers,
        trees: z
          .array(
            z.object({
              default_left: z.array(z.union([z.int(), z.boolean()])),
              left_children: integers,
              right_children: integers,
              split_conditions: numbers,
              split_indices: integers,
              split_type: integers.optional(),
              sum_hessian: numbers.optional(),
              tree_param: z.object({
                num_nodes: digits,
                size_leaf_vector: z
                  .enum(['0', '1'], 'its leaves hold vectors; train with multi_strategy=one_output_per_tree')
                  .optional(),
              }),
            }),
          )
          .min(1, 'holds no tree'),
      }),
    }),
    learner_model_param: z.object({
      base_score: z.string(),
      num_class: digits,
      num_feature: digits,
      num_target: z.literal('1', 'must be 1; train a model for each target').optional(),
    }),
    objective: z.object({
      name: z.enum(
        ['multi:softprob', 'binary:logistic', 'reg:squarederror'],
        'must be multi:softprob, binary:logistic or reg:squarederror; train with one of these',
      ),
    }),
  }),
})

export type BoosterFile = z.infer<typeof boosterFileSchema>
