import { computed } from '@preact/signals'
import type { FieldCard } from '../../core/dataset/datasetCard.js'
import type { Manifest } from '../../core/model/manifest.js'
import { dataset, loaded } from './model.js'

/** A feature as the page shows it: its words from the data set, its range from the model. */
export interface Field extends FieldCard {
  /** What a slider moves by: what the data set says, or about a five-hundredth of the range. */
  step: number
  /** The ends of a slider and of an axis: what training saw, and a tenth more on either side, within what a request may hold. */
  low: number
  high: number
  /** What training saw, of a number. */
  seen: { min: number; max: number } | undefined
}

/** The model's features, in order. */
export const fields = computed<Field[]>(() => {
  const model = loaded.value
  if (!model) return []
  return model.manifest.features.map((feature) => makeField(cardOf(feature), feature))
})

/** The features that a slider moves. */
export const numbers = computed(() => fields.value.filter(({ kind }) => kind === 'number'))

/** The targets, in order. */
export const targets = computed<FieldCard[]>(() => {
  const model = loaded.value
  if (!model) return []
  return Object.entries(model.manifest.targets).map(
    ([name, target]) =>
      dataset.value?.targets.find((it) => it.name === name) ?? {
        ...plain(name),
        kind: 'classes' in target ? 'category' : 'number',
        ...('classes' in target && { categories: target.classes.map((value) => ({ value, label: value })) }),
      },
  )
})

/** A class's or a category's name for people. */
export const labelOf = ({ categories }: FieldCard, value: string) =>
  categories?.find((it) => it.value === value)?.label ?? value

type Feature = Manifest['features'][number]

/** A model of another definition may have features that the API does not know. */
const cardOf = (feature: Feature): FieldCard =>
  dataset.value?.features.find(({ name }) => name === feature.name) ?? {
    ...plain(feature.name),
    kind: feature.kind,
    ...(feature.unit !== undefined && { unit: feature.unit }),
    ...(feature.categories && { categories: feature.categories.map((value) => ({ value, label: value })) }),
  }

const plain = (name: string) => ({
  name,
  title: name,
  description: '',
  required: false,
  written: { missing: ['', 'NA'] },
})

function makeField(card: FieldCard, { min, max }: Feature): Field {
  const seen = min === undefined || max === undefined ? undefined : { min, max }
  const [from, to] = [seen?.min ?? card.min ?? 0, seen?.max ?? card.max ?? 1]
  const span = to - from || Math.abs(from) || 1
  const step = card.step ?? 10 ** Math.floor(Math.log10(span / 200))
  const low = Math.max(card.min ?? Number.NEGATIVE_INFINITY, onGrid(from - span / 10, step))
  const high = Math.min(card.max ?? Number.POSITIVE_INFINITY, onGrid(to + span / 10, step))
  return { ...card, step, low, high, seen }
}

/** The nearest number of the field's resolution, without the digits that binary fractions add. */
export const onGrid = (value: number, step: number) => Number((Math.round(value / step) * step).toPrecision(12))

/** Where a target's classes begin among those of all targets: each class of each target has a colour and a symbol of its own. */
export function classOffset({ name }: FieldCard): number {
  const before = targets.value.slice(
    0,
    targets.value.findIndex((it) => it.name === name),
  )
  return before.reduce((sum, { categories }) => sum + (categories?.length ?? 0), 0)
}
