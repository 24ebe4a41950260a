import { computed } from '@preact/signals'
import { type NearestChange, nearestChange } from '../../../core/model/nearest.js'
import { fields } from '../../state/fields.js'
import { kept } from '../../state/kept.js'
import { loaded } from '../../state/model.js'
import { settledRow } from '../../state/pace.js'
import { target } from '../../state/row.js'

/** Of so many features at once: more are hard to say, and to believe. */
export const AT_MOST = 2

/** So many boxes of changes are looked at before the search gives up. */
const BUDGET = 2000

/** The smallest change that flips the chosen target's answer; undefined for a number, and where the model stays with the API. */
export const nearest = computed<NearestChange | undefined>(() => {
  const model = loaded.value?.model
  if (!model || !target.value?.categories) return undefined
  const features = model.manifest.features.map((feature, i) => ({ ...feature, step: fields.value[i]!.step }))
  return nearestChange(model, target.value.name, settledRow.value, {
    features,
    locked: kept.value,
    atMost: AT_MOST,
    budget: BUDGET,
  })
})
