import type { Dataset, Target } from '../../../core/dataset/dataset.js'
import { someOf } from '../../../core/dataset/someOf.js'
import { quote } from '../../../core/dataset/wording.js'
import { UserError } from '../../../core/errors.js'

/**
 * The target that a model of the protocol predicts: they have one name.
 *
 * @throws UserError MODEL_MISSING when there is none of it, naming those that there are
 */
export function targetOf({ targets }: Dataset, model: string): Target {
  const target = targets.find(({ name }) => name === model)
  if (target) return target
  const names = someOf(targets.map(({ name }) => name))
  throw new UserError('MODEL_MISSING', `There is no model ${quote(model)}; there is one a target: ${names}.`)
}
