import type { Dataset } from '../../core/dataset/dataset.js'
import type { Prediction } from '../../core/model/predict.js'
import { storedPrediction } from '../../database/storedPrediction.js'
import { storedText } from '../../database/storedText.js'
import { MAX_TEXT, rawFieldLength, type Value } from '../../database/tables.js'
import type { GivenRow } from '../../scoring/givenRows.js'

/**
 * A row with its prediction in the order of the columns of the table of predictions, up to what made it.
 *
 * @param prediction undefined for a row that was not predicted
 */
export function predictedRow(
  { features, targets }: Dataset,
  row: GivenRow,
  prediction: Prediction | undefined,
): Value[] {
  const reason = 'reason' in row ? storedText(row.reason, MAX_TEXT) : null
  const fields = features.map((feature, i) => {
    const text = row.texts[i]!
    // What does not fit can't be a value of the feature, whose row then has a reason, or is a category that nobody knows.
    return text === null ? null : storedText(text, rawFieldLength(feature))
  })
  const said = targets.flatMap((target) => storedPrediction(target, prediction?.predictions[target.name]))
  return [row.line, reason, ...fields, ...said]
}
