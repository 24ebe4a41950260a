import { computed } from '@preact/signals'
import type { Manifest } from '../../core/model/manifest.js'
import { options, setOptions } from './address.js'
import { type Field, numbers } from './fields.js'
import { loaded } from './model.js'
import { target } from './row.js'

/** The two features that a plane goes along; y is undefined where the model has one number only. */
export interface Axes {
  x: Field
  y: Field | undefined
}

/** What the address says, or else the two features that move the target most; undefined where no feature is a number. */
export const axes = computed(() => {
  const metrics = loaded.value?.manifest.targets[target.value?.name ?? '']?.metrics
  return axesOf(byWeight(numbers.value, metrics?.mean_abs_shap), options.value)
})

/** Puts a feature on an axis. The one that stands on the other axis changes places with it. */
export function setAxis(axis: 'x' | 'y', name: string) {
  const { x, y } = axes.value ?? {}
  const other = axis === 'x' ? y : x
  const free = name === other?.name ? (axis === 'x' ? x : y) : other
  setOptions({ [axis]: name, [axis === 'x' ? 'y' : 'x']: free?.name })
}

/** @param ranked all that may be an axis, the best first */
export function axesOf(ranked: readonly Field[], asked: Readonly<Record<string, string>>): Axes | undefined {
  const [askedX, askedY] = [asked.x, asked.y].map((name) => ranked.find((it) => it.name === name))
  const x = askedX ?? ranked.find((it) => it !== askedY)
  if (!x) return askedY && { x: askedY, y: undefined }
  return { x, y: askedY && askedY !== x ? askedY : ranked.find((it) => it !== x) }
}

type Shap = Manifest['targets'][string]['metrics']['mean_abs_shap']

/** By mean |SHAP| over all outputs; in the model's order where the manifest does not say. */
export function byWeight(fields: readonly Field[], shap: Shap): Field[] {
  const weight = ({ name }: Field) => Object.values(shap ?? {}).reduce((sum, it) => sum + (it[name] ?? 0), 0)
  return [...fields].sort((a, b) => weight(b) - weight(a))
}
