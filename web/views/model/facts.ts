import { computed } from '@preact/signals'
import { fields, targets } from '../../state/fields.js'
import { loaded } from '../../state/model.js'
import { target } from '../../state/row.js'
import { judge, keptRows } from './judge.js'

/*
 * What the view shows of the model in hand, for the target that is chosen.
 */

/** The chosen target's part of the manifest. */
export const entry = computed(() => loaded.value?.manifest.targets[target.value?.name ?? ''])

/** What the verdict says of the chosen target. */
export const verdictOf = (name: string) => loaded.value?.manifest.verdict?.targets[name]

/** The rows that the bundle keeps; none where it keeps counts alone. */
export const kept = computed(() => {
  const sample = loaded.value?.profile?.sample
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => name)
  return sample && keptRows(sample, names(fields.value), names(targets.value))
})

/** The kept test rows with what they were and what the model says; undefined where there are no rows, or no model in the page. */
export const judged = computed(() => {
  const model = loaded.value?.model
  const rows = kept.value?.filter(({ split }) => split === 'test')
  return model && rows && target.value && judge(model, rows, target.value.name)
})

/** Why there are no rows to open, as a sentence; undefined where there are. */
export const whyNoRows = computed(() => {
  const { profile, model } = loaded.value ?? {}
  if (judged.value?.length) return undefined
  if (!profile)
    return 'This version keeps nothing of its rows. Train again with PROFILE=rows, the default, to see them here.'
  if (!profile.sample)
    return 'This version keeps counts of its rows, not the rows themselves, so nothing can be shown row by row.'
  if (!model) return 'The model is too large for the page, so nothing can be shown row by row.'
  return 'None of the rows that this version keeps is a test row of this target.'
})
