import { z } from 'zod'
import { UserError } from '../../core/errors.js'
import { parametersSchema } from './parameters.js'

/** What a choice of parameters is worth. */
export const trialSchema = z.object({
  /** Mean log loss over the folds, summed over the targets with classes; left out where there are none. */
  log_loss: z.number().optional(),
  /**
   * Mean squared error over the folds, as a share of what always saying the mean would give (1 − R²), summed over the targets that are
   * numbers; left out where there are none.
   */
  relative_squared_error: z.number().optional(),
  accuracy: z.record(z.string(), z.number()),
  /** The RMSE of each target that is a number, in its unit; left out where there are none. */
  rmse: z.record(z.string(), z.number()).optional(),
  parameters: parametersSchema,
  seed: z.int(),
  /** The first digits of the fingerprint of the rows. */
  data: z.string(),
})

export type Trial = z.infer<typeof trialSchema>

/** What trials are compared by: the sum over all targets. */
const lossOf = ({ log_loss = 0, relative_squared_error = 0 }: Trial) => log_loss + relative_squared_error

/**
 * The trial with the least loss; on a tie, the first.
 *
 * @param trials one at least
 * @throws UserError TRIALS_DIFFER when they are not all of the same rows, folds and sampling
 */
export function bestOf(trials: readonly Trial[]): Trial {
  const best = trials.reduce((best, trial) => (lossOf(trial) < lossOf(best) ? trial : best))
  if (trials.every(({ data, seed }) => data === best.data && seed === best.seed)) return best
  throw new UserError(
    'TRIALS_DIFFER',
    'The trials are not of the same rows and seed, so no best can be told; try the whole grid again.',
  )
}
