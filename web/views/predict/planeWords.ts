import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import type { FeatureValues } from '../../../core/model/encode.js'
import type { Point } from '../../charts/ScatterPoints.js'
import type { Axes } from '../../state/axes.js'
import { type Field, labelOf } from '../../state/fields.js'
import { inSentence, shown, value } from '../../words.js'

/** "Adelie", "850 €", "species unknown". */
export function truthInWords(truth: Point['truth'], target: FieldCard) {
  if (truth === null) return `${inSentence(target.title)} unknown`
  return typeof truth === 'number' && target.kind === 'number' ? value(target, truth) : labelOf(target, String(truth))
}

/** "Line 57 of the file: Adelie, culmen length 39.1 mm, culmen depth 18.7 mm". */
export function pointInWords(point: Point, target: FieldCard, { x, y }: Axes) {
  const sides = [fieldInWords(x, point.x), ...(y ? [fieldInWords(y, point.y)] : [])]
  return `Line ${point.line} of the file: ${[truthInWords(point.truth, target), ...sides].join(', ')}`
}

/** "culmen length 39.1 mm". */
export const fieldInWords = (field: Field, it: FeatureValues[string]) =>
  `${inSentence(field.title)} ${shown(field, it)}`
