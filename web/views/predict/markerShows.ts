import { computed } from '@preact/signals'
import type { FieldCard } from '../../../core/dataset/datasetCard.js'
import { classPlace } from '../../charts/classColours.js'
import { colourOf, symbolOf } from '../../charts/palette.js'
import type { Axes } from '../../state/axes.js'
import { type Field, labelOf } from '../../state/fields.js'
import { prediction, row } from '../../state/row.js'
import { inSentence, percent, shown, value } from '../../words.js'
import type { Scales } from './planeScales.js'

/** What the marker shows of the row in hand, each by a signal of its own. */
export function markerShows({ x, y }: Axes, scales: Scales, target: FieldCard) {
  const at = computed(() => ({
    left: scales.x(numberOf(x) ?? x.low),
    top: y ? scales.y(numberOf(y) ?? y.low) : scales.height / 2,
  }))
  const said = computed(() => prediction.value?.predictions[target.name])
  const place = computed(() => {
    const it = said.value
    return it && 'label' in it ? classPlace(target, it.label) : undefined
  })
  const answer = computed(() => {
    const it = said.value
    if (!it) return ''
    return `: ${'label' in it ? `${labelOf(target, it.label)}, ${percent(it.probability)}` : value(target, it.value)}`
  })
  const written = (field: Field) => shown(field, row.value[field.name])
  return {
    at,
    look: computed(() => {
      const missing = numberOf(x) === undefined || (y && numberOf(y) === undefined)
      return missing ? 'plane-marker missing' : 'plane-marker'
    }),
    now: computed(() => numberOf(x) ?? x.low),
    says: computed(() => {
      const up = y ? `, ${inSentence(y.title)} ${written(y)}` : ''
      return `${x.title} ${written(x)}${up}${answer.value}`
    }),
    symbol: computed(() => symbolOf(place.value ?? 0, 70)),
    colour: computed(() => (place.value === undefined ? 'var(--accent)' : colourOf(place.value))),
  }
}

/** What the row in hand has of a feature; undefined where it is missing. */
export function numberOf({ name }: Field) {
  const value = row.value[name]
  return typeof value === 'number' ? value : undefined
}
