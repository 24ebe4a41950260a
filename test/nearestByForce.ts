import { encodeRows, type FeatureValues } from '../core/model/encode.js'
import type { Model } from '../core/model/model.js'
import type { Changeable } from '../core/model/nearest/moves.js'
import { predictOutputs } from '../core/model/scores.js'
import { indexOfMax } from '../core/numbers.js'

/**
 * Predicts every row that is at most so many changes away, and gives the least cost of those with a wanted label.
 *
 * @param limit only rows that cost less are looked at; what is returned where none has a wanted label
 */
export function nearestByForce(
  model: Model,
  target: string,
  row: FeatureValues,
  features: readonly Changeable[],
  atMost: number,
  isWanted: (label: string) => boolean,
  limit = Number.POSITIVE_INFINITY,
): number {
  const { classes } = model.manifest.targets[target] as { classes: string[] }
  const isFlip = (changed: FeatureValues) => {
    const outputs = predictOutputs(model.boosters[target]!, encodeRows(model.manifest.features, [changed]))
    return isWanted(classes[indexOfMax(outputs)]!)
  }
  let best = limit
  function visit(changed: FeatureValues, feature: number, cost: number, more: number) {
    if (cost < best && isFlip(changed)) best = cost
    if (more === 0) return
    for (let f = feature; f < features.length; f++) {
      const { name } = features[f]!
      for (const [to, added] of valuesOf(features[f]!, row[name])) {
        if (cost + added < best) visit({ ...changed, [name]: to }, f + 1, cost + added, more - 1)
      }
    }
  }
  visit(row, 0, 0, atMost)
  return best
}

/** What a feature can change to, and what that costs. */
function valuesOf({ kind, min, max, step, categories }: Changeable, from: FeatureValues[string]) {
  const values: [number | boolean | string, number][] = []
  if (from === null || from === undefined) return values
  if (kind === 'boolean') values.push([!from, 1])
  if (kind === 'category') for (const to of categories!) if (to !== from) values.push([to, 1])
  if (kind === 'number') {
    for (let k = Math.round(min! / step!) - 1; k <= Math.round(max! / step!) + 1; k++) {
      const to = Number((k * step!).toFixed(6))
      if (to >= min! && to <= max! && to !== from) values.push([to, Math.abs(to - Number(from)) / (max! - min!)])
    }
  }
  return values
}
