import { indexOfMax, sum } from '../numbers.js'
import { type EncodedFeature, encodeRows, type FeatureValues, widthOf } from './encode.js'
import type { Model } from './model.js'
import { type Changeable, waysOf } from './nearest/moves.js'
import { type Flip, type FreeFeature, searchFlip } from './nearest/search.js'
import { predict } from './predict.js'
import { predictOutputs } from './scores.js'
import { thresholdsOf } from './thresholds.js'

export interface NearestOptions {
  readonly features: readonly Changeable[]
  /** Names of features that stay as they are. */
  readonly locked?: ReadonlySet<string>
  /** How many features may change. */
  readonly atMost?: number
  /** The label to get; any other than now when absent. */
  readonly to?: string
  /** How many predictions to make before giving up. */
  readonly budget?: number
}

/** A change of a row that makes the model predict another label. */
export interface LabelChange {
  changes: FeatureChange[]
  /** What the model then predicts. */
  label: string
  /** The sum over the changes: of a number, the distance as a share of its range; of a boolean or a category, 1. */
  cost: number
}

export interface FeatureChange {
  name: string
  from: number | boolean | string
  to: number | boolean | string
}

/** `none` when no change within the ranges does it, `unfinished` with the best so far when the budget was spent. */
export type NearestChange =
  | ({ kind: 'found' } & LabelChange)
  | { kind: 'none' }
  | { kind: 'unfinished'; best: LabelChange | undefined }

/**
 * The smallest change of a row after which the model predicts another label: exact, since the answer can change only at thresholds. A
 * changed number is in the data's resolution, within its range, and just beyond a threshold. Of equal costs, fewer changed features win.
 *
 * @param target one with classes
 * @param row a missing value stays missing
 * @throws RangeError when the target has no classes, or not the class `to`, and for a feature that the model does not have
 */
export function nearestChange(
  model: Model,
  target: string,
  row: FeatureValues,
  { features, locked, atMost = 2, to, budget = 10_000 }: NearestOptions,
): NearestChange {
  const classes = classesOf(model, target)
  if (to !== undefined && !classes.includes(to)) throw new RangeError(`${target} has no class ${to}`)
  const booster = model.boosters[target]!
  const encoded = encodeRows(model.manifest.features, [row])
  const label = classes[indexOfMax(predictOutputs(booster, encoded))]!
  if (label === to) return { kind: 'found', changes: [], label, cost: 0 }

  const thresholds = thresholdsOf([booster])
  const free = features
    .filter(({ name }) => !locked?.has(name))
    .map((feature): FreeFeature => {
      const { known, column } = columnsOf(model, feature.name)
      const ways = waysOf(feature, known.categories ?? [], row[feature.name], thresholds[column]!)
      return { name: feature.name, column, ways }
    })
    .filter(({ ways }) => ways.length > 0)
  const wanted = classes.map((name) => (to === undefined ? name !== label : name === to))
  const { best, finished } = searchFlip(booster, encoded, free, wanted, atMost, budget)
  const change = best && describe(model, target, row, features, best)
  if (!finished) return { kind: 'unfinished', best: change }
  return change ? { kind: 'found', ...change } : { kind: 'none' }
}

function classesOf({ manifest }: Model, name: string): readonly string[] {
  const target = manifest.targets[name]
  if (!target || !('classes' in target)) throw new RangeError(`${name} is no target with classes`)
  return target.classes
}

/** What the model knows of a feature, and the first of its columns. */
function columnsOf({ manifest: { features } }: Model, name: string): { known: EncodedFeature; column: number } {
  const index = features.findIndex((feature) => feature.name === name)
  if (index === -1) throw new RangeError(`The model has no feature ${name}`)
  return { known: features[index]!, column: sum(features.slice(0, index).map(widthOf)) }
}

/** In the order of the features, with the label that `predict` says. */
function describe(
  model: Model,
  target: string,
  row: FeatureValues,
  features: readonly Changeable[],
  { moves, cost }: Flip,
): LabelChange {
  const changed = Object.fromEntries([...moves].map(([name, { to }]) => [name, to]))
  const prediction = predict(model, [{ ...row, ...changed }])[0]!.predictions[target]!
  if (!('label' in prediction)) throw new RangeError(`${target} is no target with classes`)
  const changes = features
    .filter(({ name }) => moves.has(name))
    .map(({ name }): FeatureChange => ({ name, from: row[name]!, to: moves.get(name)!.to }))
  return { changes, label: prediction.label, cost }
}
