import { expect, test } from 'vitest'
import { nearestByForce } from '../../test/nearestByForce.js'
import { randomBooster } from '../../test/randomBooster.js'
import { stumps } from '../../test/stumps.js'
import { mulberry32 } from '../random.js'
import type { Booster, Objective } from './booster.js'
import type { FeatureValues } from './encode.js'
import type { Manifest } from './manifest.js'
import type { Model } from './model.js'
import type { Changeable } from './nearest/moves.js'
import { nearestChange } from './nearest.js'
import { predict } from './predict.js'

/** A model of one target, y, whose classes are 0, 1, 2 and so on. The rest of a manifest does not matter here. */
function modelOf(features: readonly Changeable[], booster: Booster): Model {
  const classes = Array.from({ length: booster.outputCount }, (_, label) => String(label))
  return { manifest: { features, targets: { y: { classes } } } as unknown as Manifest, boosters: { y: booster } }
}

const length: Changeable = { name: 'length', kind: 'number', min: 30, max: 31.1, step: 0.1 }
const mass: Changeable = { name: 'mass', kind: 'number', min: 3000, max: 3100, step: 25 }
const fresh: Changeable = { name: 'fresh', kind: 'boolean' }
const city: Changeable = { name: 'city', kind: 'category', categories: ['Rome', 'Oslo', 'Bern'] }
const mixed = [length, mass, fresh, city]

/** Below, at, between and above the data's values, for each of the mixed features' columns. */
const mixedThresholds = [
  [29.5, 30, 30.1, 30.25, 30.27, 30.4, 30.7, 30.85, 31.1, 32],
  [2990, 3000, 3012.5, 3025, 3060, 3099, 3110],
  [0.5],
  [0.5],
  [0.5],
  [0.5],
]

test.each<[Objective, number]>([
  ['binary:logistic', 1],
  ['multi:softprob', 3],
  ['multi:softprob', 20],
])('%s with %i sums: the cheapest of all rows within the ranges', (objective, groupCount) => {
  const random = mulberry32(groupCount)
  const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)]!
  const kinds = new Set<string>()
  for (let i = 0; i < 120; i++) {
    const booster = randomBooster(random, objective, mixedThresholds, groupCount, groupCount * (1 + (i % 7)))
    const model = modelOf(mixed, booster)
    const row = {
      length: pick([null, 30, 30.1, 30.4, 30.4, 30.85, 31.1, 28, 40]),
      mass: pick([3000, 3012.5, 3025, 3033, 3100, 2000, 3200, undefined]),
      fresh: pick([true, false, null]),
      city: pick(['Rome', 'Oslo', 'Bern', 'Paris']),
    }
    const changeable = mixed.map((it) => (it === city && row.city === 'Paris' ? { ...it, categories: [] } : it))
    const { label } = predict(model, [row])[0]!.predictions.y as { label: string }
    const to = i % 2 ? String(Math.floor(random() * booster.outputCount)) : undefined
    const atMost = 1 + (i % 4)
    const result = nearestChange(model, 'y', row, { features: mixed, atMost, ...(to && { to }) })
    const least = nearestByForce(model, 'y', row, changeable, atMost, (it) => (to ? it === to : it !== label))
    kinds.add(result.kind)
    if (result.kind !== 'found') {
      expect([result.kind, least]).toEqual(['none', Number.POSITIVE_INFINITY])
      continue
    }
    expect(result.cost).toBeCloseTo(least, 9)
    expect(result.changes.length).toBeLessThanOrEqual(atMost)
    expect(result.label).toBe(labelAfter(model, row, result.changes))
    if (to) expect(result.label).toBe(to)
    else expect(result.label).not.toBe(label)
  }
  expect(kinds).toEqual(new Set(['found', 'none']))
})

/** The label of the row with the changes made. */
function labelAfter(model: Model, row: FeatureValues, changes: readonly { name: string; to: unknown }[]) {
  const changed = { ...row, ...Object.fromEntries(changes.map(({ name, to }) => [name, to])) }
  return (predict(model, [changed as FeatureValues])[0]!.predictions.y as { label: string }).label
}

/** One of two classes: 1 from the threshold on. */
function modelOfThreshold(threshold: number, feature: Changeable = length): Model {
  const booster = stumps('binary:logistic', 1, 1, [0, -1, 1])
  booster.values[0] = threshold
  return modelOf([feature], booster)
}

test('a changed number is in the resolution of the data, just beyond the threshold, as the decimal that it is', () => {
  const changeOf = (threshold: number, from: number) =>
    nearestChange(modelOfThreshold(threshold), 'y', { length: from }, { features: [length] })
  const found = (from: number, to: number, label: string) => ({
    kind: 'found',
    changes: [{ name: 'length', from, to }],
    label,
    cost: Math.abs(to - from) / (31.1 - 30),
  })
  expect(changeOf(30.31, 30.1)).toEqual(found(30.1, 30.4, '1'))
  expect(changeOf(30.31, 30.9)).toEqual(found(30.9, 30.3, '0'))
  expect(changeOf(30.399, 30.2)).toEqual(found(30.2, 30.4, '1'))
  // On a threshold a value is above it already.
  expect(changeOf(30.3, 30.1)).toEqual(found(30.1, 30.3, '1'))
  expect(changeOf(30.3, 30.3)).toEqual(found(30.3, 30.2, '0'))
  // A value need not be in the resolution before.
  expect(changeOf(30.31, 30.123)).toEqual(found(30.123, 30.4, '1'))
})

test('a number changes to nothing outside its range, and from outside into it', () => {
  const changeOf = (threshold: number, from: number) =>
    nearestChange(modelOfThreshold(threshold), 'y', { length: from }, { features: [length] })
  expect(changeOf(31.15, 30)).toEqual({ kind: 'none' })
  expect(changeOf(30, 30.5)).toEqual({ kind: 'none' })
  expect(changeOf(31.1, 30.5)).toMatchObject({ changes: [{ to: 31.1 }] })
  expect(changeOf(30.5, 99)).toMatchObject({ changes: [{ from: 99, to: 30.4 }] })
  expect(changeOf(50, 99)).toMatchObject({ changes: [{ from: 99, to: 31.1 }] })
  expect(changeOf(20, 10)).toMatchObject({ changes: [{ from: 10, to: 30 }] })
})

test('without a range, a width or a step a number stays', () => {
  const changeOf = (feature: Changeable) =>
    nearestChange(modelOfThreshold(30.5), 'y', { length: 30 }, { features: [feature] }).kind
  expect(changeOf(length)).toBe('found')
  expect(changeOf({ name: 'length', kind: 'number' })).toBe('none')
  expect(changeOf({ ...length, step: undefined })).toBe('none')
  expect(changeOf({ ...length, step: 0 })).toBe('none')
  expect(changeOf({ ...length, min: 30.5, max: 30.5 })).toBe('none')
  expect(changeOf({ ...length, min: 30.51, max: 30.59 })).toBe('none')
})

test('what is locked, missing or not named stays', () => {
  const model = modelOf([length, fresh], stumps('binary:logistic', 2, 1, [0, -1, 1], [1, -0.5, 2]))
  model.boosters.y!.values[0] = 30.5
  const row = { length: 30, fresh: false }
  const features = [length, fresh]
  expect(nearestChange(model, 'y', row, { features })).toMatchObject({ changes: [{ name: 'length', to: 30.5 }] })
  const locked = new Set(['length'])
  expect(nearestChange(model, 'y', row, { features, locked })).toMatchObject({
    changes: [{ name: 'fresh', from: false, to: true }],
    cost: 1,
  })
  expect(nearestChange(model, 'y', row, { features, locked: new Set(['length', 'fresh']) })).toEqual({ kind: 'none' })
  expect(nearestChange(model, 'y', row, { features: [fresh] })).toMatchObject({ changes: [{ name: 'fresh' }] })
  expect(nearestChange(model, 'y', { length: null, fresh: false }, { features })).toMatchObject({
    changes: [{ name: 'fresh' }],
  })
})

test('of equal costs, fewer changes win', () => {
  const halves = ['a', 'b', 'c'].map((name): Changeable => ({ name, kind: 'number', min: 0, max: 1, step: 0.1 }))
  // c alone costs 0.4; a and b together 0.2 + 0.2.
  const booster = stumps('binary:logistic', 3, 1, [0, -1, 0.6], [1, -1, 0.6], [2, -1, 3])
  booster.values[0] = 0.3
  booster.values[3] = 0.3
  const model = modelOf(halves, booster)
  const row = { a: 0.1, b: 0.1, c: 0.1 }
  expect(nearestChange(model, 'y', row, { features: halves, atMost: 3 })).toMatchObject({ changes: [{ name: 'c' }] })
  booster.values[6] = 0.6
  expect(nearestChange(model, 'y', row, { features: halves, atMost: 3 })).toMatchObject({
    changes: [
      { name: 'a', to: 0.3 },
      { name: 'b', to: 0.3 },
    ],
  })
  expect(nearestChange(model, 'y', row, { features: halves, atMost: 1 })).toMatchObject({ changes: [{ name: 'c' }] })
})

test('with the wanted label already there, nothing changes', () => {
  const result = nearestChange(modelOfThreshold(30.5), 'y', { length: 30 }, { features: [length], to: '0' })
  expect(result).toEqual({ kind: 'found', changes: [], label: '0', cost: 0 })
})

test('equal probabilities are of the first class, as in a prediction', () => {
  const booster = stumps('multi:softprob', 1, 2, [0, 0, 0], [0, 1, 0])
  booster.treeGroups[1] = 1
  booster.values[3] = 30.5
  const model = modelOf([length], booster)
  expect(nearestChange(model, 'y', { length: 30 }, { features: [length] })).toMatchObject({
    changes: [{ to: 30.5 }],
    label: '0',
  })
})

test('what spends its budget says so, with the best so far', () => {
  const random = mulberry32(9)
  const features = Array.from(
    { length: 30 },
    (_, f): Changeable => ({ name: `f${f}`, kind: 'number', min: 0, max: 10, step: 0.1 }),
  )
  const thresholds = features.map(() => Array.from({ length: 40 }, () => random() * 10))
  const model = modelOf(features, randomBooster(random, 'multi:softprob', thresholds, 3, 90))
  const row = Object.fromEntries(features.map(({ name }) => [name, Math.round(random() * 100) / 10]))
  const [none, some, all] = [3, 100, 1_000_000].map((budget) =>
    nearestChange(model, 'y', row, { features, budget, atMost: 3 }),
  )
  expect(none).toEqual({ kind: 'unfinished', best: undefined })
  if (some?.kind !== 'unfinished' || !some.best || all?.kind !== 'found') throw new Error('another outcome')
  expect(labelAfter(model, row, some.best.changes)).toBe(some.best.label)
  expect(all.cost).toBeLessThan(some.best.cost)
  const least = nearestByForce(model, 'y', row, features, 3, (label) => label !== labelAfter(model, row, []), all.cost)
  expect(least).toBeCloseTo(all.cost, 9)
})

test('only for a target with classes, and for one of them, and for features of the model', () => {
  const model = modelOfThreshold(30.5)
  const change = (target: string, to: string, features = [length]) =>
    nearestChange(model, target, { length: 30 }, { features, to })
  expect(() => change('z', '1')).toThrow('z is no target with classes')
  expect(() => change('y', '2')).toThrow('y has no class 2')
  expect(() => change('y', '1', [mass])).toThrow('The model has no feature mass')
  const number = { ...model, manifest: { ...model.manifest, targets: { y: {} } } } as unknown as Model
  expect(() => nearestChange(number, 'y', { length: 30 }, { features: [length] })).toThrow('no target with classes')
})
