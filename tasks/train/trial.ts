import { z } from 'zod'
import { UserError } from '../../core/errors.js'
import { parametersSchema } from './parameters.js'

/** What a choice of parameters is worth. */
export const trialSchema = z.object({
  /** Mean log loss over the folds, summed over the targets: what trials are compared by. */
  log_loss: z.number(),
  accuracy: z.record(z.string(), z.number()),
  parameters: parametersSchema,
  seed: z.int(),
  /** The first digits of the fingerprint of the rows. */
  data: z.string(),
})

export type Trial = z.infer<typeof trialSchema>

/**
 * The trial with the least log loss; of equals the first.
 *
 * @throws UserError TRIALS_DIFFER when they are not all of the same rows, folds and sampling
 */
export function bestOf(trials: readonly Trial[]): Trial {
  const [first] = trials
  if (trials.some(({ data, seed }) => data !== first!.data || seed !== first!.seed)) {
    throw new UserError(
      'TRIALS_DIFFER',
      'The trials are not of the same rows and seed, so no best can be told; try the whole grid again.',
    )
  }
  return trials.reduce((best, trial) => (trial.log_loss < best.log_loss ? trial : best))
}
