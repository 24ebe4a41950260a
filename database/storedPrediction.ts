import type { Target } from '../core/dataset/dataset.js'
import type { ClassPrediction, NumberPrediction } from '../core/model/predict.js'
import type { Value } from './tables.js'

/**
 * A prediction as the clean rows have the target, and behind a class how probable it is.
 *
 * @param said undefined where the target was not predicted
 */
export function storedPrediction({ kind }: Target, said: ClassPrediction | NumberPrediction | undefined): Value[] {
  if (!said) return kind === 'number' ? [null] : [null, null]
  if ('value' in said) return [said.value]
  return [kind === 'boolean' ? Number(said.label === 'true') : said.label, said.probability]
}
