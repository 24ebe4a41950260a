import { z } from 'zod'
import { UserError } from '../errors.js'
import { parseJson } from '../json.js'

const fileName = z.string().regex(/^[a-z0-9_]+\.json$/)
const share = z.number().min(0).max(1)
const spread = z.object({ mean: z.number(), sd: z.number() })
const range = z.object({ low: z.number(), high: z.number() })
const interval = z.object({ mean: z.number(), low: z.number(), high: z.number() })

/** Predictions by how sure they are: the rows whose highest probability is in the bin, the mean of that probability, and the share that is right. */
const calibrationSchema = z.array(
  z.object({ from: share, to: share, rows: z.int(), probability: share, accuracy: share }),
)

/** On the test rows, which both models predicted for this verdict. */
const classVerdictSchema = z.object({
  rows: z.int(),
  log_loss: z.number(),
  /** The log loss of always answering with the class frequencies of the training rows. */
  guessing: z.number(),
  current: z.number().optional(),
  /** Log loss per row, this model's minus the current one's, with its 90 % interval by a paired bootstrap. */
  difference: interval.optional(),
  /** Recall of each class: the current model's, then this one's. */
  recall: z.record(z.string(), z.array(share).length(2)).optional(),
  /** Why this target speaks against the model. */
  fault: z.string().optional(),
})

const numberVerdictSchema = z.object({
  rows: z.int(),
  /** The mean over the rows. */
  squared_error: z.number(),
  /** The squared error of always answering with the mean of the training rows. */
  guessing: z.number(),
  current: z.number().optional(),
  /** Squared error per row, this model's minus the current one's, with its 90 % interval by a paired bootstrap. */
  difference: interval.optional(),
  fault: z.string().optional(),
})

const verdictSchema = z.object({
  promoted: z.boolean(),
  /** In words, as in "kept 2026…: sex log loss 0.24 → 0.31". */
  says: z.string(),
  /** The version that `current` below belongs to: the current one, or an earlier one that this one is worse than. */
  against: z.string().optional(),
  targets: z.record(z.string(), z.union([classVerdictSchema, numberVerdictSchema])),
})

const importance = {
  /**
   * Mean absolute SHAP value over the training rows, by output and feature: how far a feature moves the class's margin, or the
   * `value`. Two classes share one margin, the second's.
   */
  mean_abs_shap: z.record(z.string(), z.record(z.string(), z.number())).optional(),
  /** XGBoost's "gain": mean gain of a feature's splits, as a share of the sum over all features. */
  gain_importance: z.record(z.string(), share),
}

const classMetricsSchema = z.object({
  /** Over the folds of the training split. */
  cross_validation: z.object({ folds: z.int(), accuracy: spread, macro_f1: spread, log_loss: spread }),
  /** On the test split, which no choice was based on. */
  test: z.object({
    rows: z.int(),
    accuracy: share,
    macro_f1: share,
    log_loss: z.number(),
    /** 90 %, by a bootstrap of the rows. */
    log_loss_interval: range.optional(),
    classes: z.record(z.string(), z.object({ precision: share, recall: share, rows: z.int() })),
    /** Rows of the table: the true class; columns: the predicted one; both in the order of `classes`. */
    confusion: z.array(z.array(z.int())),
  }),
  /** On the test split. */
  calibration: calibrationSchema.optional(),
  ...importance,
})

const numberMetricsSchema = z.object({
  cross_validation: z.object({ folds: z.int(), rmse: spread, mae: spread, r2: spread }),
  /** Root mean squared and mean absolute error in the target's unit, and the share of the variance that is explained. */
  test: z.object({
    rows: z.int(),
    rmse: z.number(),
    /** 90 %, by a bootstrap of the rows. */
    rmse_interval: range.optional(),
    mae: z.number(),
    r2: z.number(),
  }),
  ...importance,
})

/** A file of the bundle, and its checksum. */
const file = { file: fileName, sha256: z.string().regex(/^[0-9a-f]{64}$/) }

const target = {
  ...file,
  objective: z.string(),
  /** How many rounds it has, where early stopping found out. */
  rounds: z.int().optional(),
  rows: z.object({ train: z.int(), test: z.int() }),
}

const classTargetSchema = z.object({
  ...target,
  /** In the order of the model's outputs. */
  classes: z.array(z.string()).min(2),
  metrics: classMetricsSchema,
})

const numberTargetSchema = z.object({
  ...target,
  unit: z.string().optional(),
  /** What training saw. */
  range: z.object({ min: z.number(), max: z.number(), mean: z.number() }),
  metrics: numberMetricsSchema,
})

/** The model card: all that is needed to use a bundle, to trust it and to reproduce it. */
export const manifestSchema = z.object({
  /** Since format 2 a bundle holds SHA256SUMS, since format 3 the definition of its data set. */
  format: z.literal([1, 2, 3], 'must be 1, 2 or 3; another release of this program made it'),
  version: z.string(),
  created_at: z.iso.datetime(),
  dataset: z.object({
    name: z.string(),
    /** sha256 over the clean rows, in order. */
    fingerprint: z.string(),
    rows: z.object({ clean: z.int(), train: z.int(), test: z.int(), rejected: z.int() }),
    /** How the rows were split. */
    split: z.object({ seed: z.int(), test_fraction: z.number() }).optional(),
    /** The definition file, as it was. */
    definition: z.looseObject({}).optional(),
  }),
  /** The model's features, in order; `modelColumns` makes its columns from them. */
  features: z
    .array(
      z.object({
        name: z.string(),
        kind: z.enum(['number', 'boolean', 'category']).default('number'),
        unit: z.string().optional(),
        /** The range that training saw; absent for a boolean, a category, and a number without any value. */
        min: z.number().optional(),
        max: z.number().optional(),
        categories: z.array(z.string()).min(1).optional(),
      }),
    )
    .min(1),
  targets: z.record(z.string(), z.union([classTargetSchema, numberTargetSchema])),
  training: z.object({
    trainer: z.string(),
    parameters: z.record(z.string(), z.number()),
    seed: z.int(),
    /** How many choices of parameters this is the best of; the more there were, the more optimistic its cross-validation is. */
    trials: z.int().optional(),
    duration_ms: z.int(),
  }),
  /** What made it. */
  source: z
    .object({
      /** The release of this program. */
      program: z.string(),
      /** Airflow's DAG and run; left out where another made it. */
      dag_id: z.string().optional(),
      run_id: z.string().optional(),
    })
    .optional(),
  /** What the rows are like that it learned from (`Profile`). */
  profile: z.object(file).optional(),
  /** Why it became current, or did not. */
  verdict: verdictSchema.optional(),
  /** Rows of the model's columns, null where a value is missing, with the outputs that the model must give for them. */
  golden: z
    .array(z.object({ features: z.array(z.number().nullable()), expected: z.record(z.string(), z.array(z.number())) }))
    .min(1, 'holds no row to prove the model by')
    .max(1000, 'holds more than 1000 rows, and every reader predicts them all; train again'),
})

export type Manifest = z.infer<typeof manifestSchema>
export type ClassTarget = z.infer<typeof classTargetSchema>
export type NumberTarget = z.infer<typeof numberTargetSchema>
export type ClassMetrics = z.infer<typeof classMetricsSchema>
export type NumberMetrics = z.infer<typeof numberMetricsSchema>
export type Verdict = z.infer<typeof verdictSchema>
export type ClassVerdict = z.infer<typeof classVerdictSchema>
export type NumberVerdict = z.infer<typeof numberVerdictSchema>

/** What a target's verdict compares: log loss, or of a number the squared error, a row. */
export const lossOf = (verdict: ClassVerdict | NumberVerdict) =>
  'log_loss' in verdict ? verdict.log_loss : verdict.squared_error

/**
 * @param source what to call the file in messages
 * @throws UserError MODEL_INVALID when it is no manifest
 */
export function parseManifest(text: string, source: string): Manifest {
  const refuse = (reason: string) => new UserError('MODEL_INVALID', `${source} is no manifest to serve: ${reason}.`)
  return parseJson(text, manifestSchema, refuse)
}
