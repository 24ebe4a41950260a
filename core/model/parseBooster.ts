import { UserError } from '../errors.js'
import { parseJson } from '../json.js'
import { type Booster, makeBooster } from './booster.js'
import { boosterFileSchema } from './boosterFile.js'

/**
 * Parses a model in XGBoost's JSON format from any source: nothing in it is trusted.
 *
 * @param text the file's text
 * @param source what to call it in messages
 * @throws UserError MODEL_INVALID saying what is wrong and where: no JSON, another shape, or what `makeBooster` refuses
 */
export function parseBooster(text: string, source: string): Booster {
  const refuse = (reason: string) => new UserError('MODEL_INVALID', `${source} is no model to serve: ${reason}.`)
  return makeBooster(parseJson(text, boosterFileSchema, refuse), source)
}
