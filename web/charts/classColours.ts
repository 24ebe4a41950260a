import type { FieldCard } from '../../core/dataset/datasetCard.js'
import { classOffset } from '../state/fields.js'
import { colourOf } from './palette.js'

/** A class's place among those of all targets: its colour and its symbol go by it, whichever model it comes from. */
export function classPlace(target: FieldCard, value: string) {
  const index = target.categories?.findIndex((it) => it.value === value) ?? -1
  return classOffset(target) + Math.max(0, index)
}

/** The colours of a model's classes, in the model's order. */
export const classColours = (target: FieldCard, classes: readonly string[]) =>
  classes.map((value) => colourOf(classPlace(target, value)))
