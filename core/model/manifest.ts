import { z } from 'zod'
import { dataset } from '../dataset.js'
import { UserError } from '../errors.js'
import { parseJson } from '../json.js'

const fileName = z.string().regex(/^[a-z0-9_]+\.json$/)
const share = z.number().min(0).max(1)
const spread = z.object({ mean: z.number(), sd: z.number() })

/** Predictions by how sure they are: rows whose highest probability lies in the bin, that probability's mean, and the share that is right. */
const calibrationSchema = z.array(
  z.object({ from: share, to: share, rows: z.int(), probability: share, accuracy: share }),
)

const verdictSchema = z.object({
  promoted: z.boolean(),
  /** In words, as in "kept 2026…: sex log loss 0.24 → 0.31". */
  says: z.string(),
  /** The version that `current` below is of: the current one, or one before it that this one is worse than. */
  against: z.string().optional(),
  /** On the test rows, which both models predicted for it. */
  targets: z.record(
    z.string(),
    z.object({
      rows: z.int(),
      log_loss: z.number(),
      /** Of whoever always says how frequent the classes are in training. */
      guessing: z.number(),
      current: z.number().optional(),
      /** Log loss a row, this model less the current one, and its 90 % interval by a paired bootstrap. */
      difference: z.object({ mean: z.number(), low: z.number(), high: z.number() }).optional(),
      /** Of each class, the current model's then this one's. */
      recall: z.record(z.string(), z.tuple([share, share])).optional(),
      /** Why this target speaks against it. */
      fault: z.string().optional(),
    }),
  ),
})

const metricsSchema = z.object({
  /** Over the folds of the training split. */
  cross_validation: z.object({ folds: z.int(), accuracy: spread, macro_f1: spread, log_loss: spread }),
  /** On the test split, which nothing was chosen by. */
  test: z.object({
    rows: z.int(),
    accuracy: share,
    macro_f1: share,
    log_loss: z.number(),
    classes: z.record(z.string(), z.object({ precision: share, recall: share, rows: z.int() })),
    /** Rows of the table: the true class; columns: the predicted one; both in the order of `classes`. */
    confusion: z.array(z.array(z.int())),
  }),
  /** On the test split. */
  calibration: calibrationSchema.optional(),
  /**
   * Mean absolute SHAP value over the training rows, by class and feature: how far a feature moves the class's margin. Of two
   * classes there is one margin, the second's.
   */
  mean_abs_shap: z.record(z.string(), z.record(z.string(), z.number())).optional(),
  /** XGBoost's "gain": mean gain of a feature's splits, as a share of the sum over all features. */
  gain_importance: z.record(z.string(), share),
})

/** The model card: all that is needed to use a bundle, to trust it and to make it again. */
export const manifestSchema = z.object({
  /** From 2 on a bundle holds SHA256SUMS. */
  format: z.literal([1, 2], 'must be 1 or 2; another release of this program made it'),
  version: z.string(),
  created_at: z.iso.datetime(),
  dataset: z.object({
    name: z.string(),
    /** sha256 over the clean rows, in order. */
    fingerprint: z.string(),
    rows: z.object({ clean: z.int(), train: z.int(), test: z.int(), rejected: z.int() }),
    /** How the rows were split. */
    split: z.object({ seed: z.int(), test_fraction: z.number() }).optional(),
  }),
  /** In the order of the model's columns, with the range that training saw. */
  features: z.array(z.object({ name: z.string(), unit: z.string(), min: z.number(), max: z.number() })).min(1),
  targets: z.record(
    z.string(),
    z.object({
      file: fileName,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
      /** In the order of the model's outputs. */
      classes: z.array(z.string()).min(2),
      objective: z.string(),
      rows: z.object({ train: z.int(), test: z.int() }),
      metrics: metricsSchema,
    }),
  ),
  training: z.object({
    trainer: z.string(),
    parameters: z.record(z.string(), z.number()),
    seed: z.int(),
    /** How many choices of parameters this one was the best of; its cross-validation is the more optimistic for it. */
    trials: z.int().optional(),
    duration_ms: z.int(),
  }),
  /** How it came to be current, or not to be. */
  verdict: verdictSchema.optional(),
  /** Rows with the probabilities that this model must give for them. */
  golden: z
    .array(z.object({ features: z.array(z.number()), expected: z.record(z.string(), z.array(z.number())) }))
    .min(1, 'holds no row to prove the model by')
    .max(1000, 'holds more than 1000 rows, and every reader predicts them all; train again'),
})

export type Manifest = z.infer<typeof manifestSchema>
export type Metrics = z.infer<typeof metricsSchema>
export type Verdict = z.infer<typeof verdictSchema>

/**
 * @param source what to call the file in messages
 * @throws UserError MODEL_INVALID when it is no manifest, or one of another data set than `core/dataset.ts` describes
 */
export function parseManifest(text: string, source: string): Manifest {
  const refuse = (reason: string) => new UserError('MODEL_INVALID', `${source} is no manifest to serve: ${reason}.`)
  const manifest = parseJson(text, manifestSchema, refuse)
  expectSame('features', namesOf(manifest.features), namesOf(dataset.features))
  expectSame('targets', Object.keys(manifest.targets), namesOf(dataset.targets))
  for (const { name, labels } of dataset.targets) expectSame(`${name} classes`, manifest.targets[name]!.classes, labels)
  return manifest

  function expectSame(what: string, found: readonly string[], expected: readonly string[]) {
    if (found.join() === expected.join()) return
    throw refuse(`its ${what} are ${found.join(', ')}, and the data set's are ${expected.join(', ')}; train again`)
  }
}

const namesOf = (items: readonly { name: string }[]) => items.map(({ name }) => name)
