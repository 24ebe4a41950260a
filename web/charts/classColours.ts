import { computed } from '@preact/signals'
import type { FieldCard } from '../../core/dataset/datasetCard.js'
import { classOffset } from '../state/fields.js'
import { loaded } from '../state/model.js'
import { target } from '../state/row.js'
import { colourOf } from './palette.js'
import { dark, rgbOf } from './screen.js'

/** A class's place among those of all targets: its colour and its symbol go by it, whichever model it comes from. */
export function classPlace(target: FieldCard, value: string) {
  const index = target.categories?.findIndex((it) => it.value === value) ?? -1
  return classOffset(target) + Math.max(0, index)
}

/** The colours of a model's classes, in the model's order. */
export const classColours = (target: FieldCard, classes: readonly string[]) =>
  classes.map((value) => colourOf(classPlace(target, value)))

/** Those of the chosen target as they are on this screen; undefined where it is a number. */
export const chosenColours = computed(() => {
  dark.value
  const made = target.value && loaded.value?.manifest.targets[target.value.name]
  return made && 'classes' in made ? rgbOf(classColours(target.value!, made.classes)) : undefined
})
