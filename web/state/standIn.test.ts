import { computed, signal } from '@preact/signals'
import { afterEach, expect, test } from 'vitest'
import { encodeRows, type FeatureValues } from '../../core/model/encode.js'
import type { Manifest } from '../../core/model/manifest.js'
import { predictMargins } from '../../core/model/scores.js'
import { mulberry32 } from '../../core/random.js'
import { randomBooster } from '../../test/randomBooster.js'
import type { Loaded } from './loadModel.js'
import { loaded } from './model.js'
import { standIn } from './standIn.js'

const tenths = Array.from({ length: 12 }, (_, i) => 30 + i / 10)
const features = [
  { name: 'length', kind: 'number' },
  { name: 'island', kind: 'category', categories: ['Biscoe', 'Dream'] },
  { name: 'mass', kind: 'number' },
] as unknown as Manifest['features']

/** A model with some thresholds of its own. */
function load(seed: number) {
  const booster = randomBooster(mulberry32(seed), 'multi:softprob', [tenths, [0.5], [0.5], [3000, 3012.5]], 3, 40)
  loaded.value = { manifest: { features }, model: { boosters: { species: booster } } } as unknown as Loaded
  return (row: FeatureValues) => [...predictMargins(booster, encodeRows(features, [row]))]
}
afterEach(() => {
  loaded.value = undefined
})

/** Slow drags of one value or the other, on thresholds too, and what is missing. */
const steps: FeatureValues[] = Array.from({ length: 400 }, (_, i) => ({
  length: i === 50 ? null : 29.5 + (i % 200) / 100,
  island: [null, 'Biscoe', 'Dream'][i % 3]!,
  mass: i < 200 ? 3012.5 : 2990 + (i % 200) / 4,
}))

test('the model says of the row that stands for another the same, to the last digit', () => {
  const row = signal<FeatureValues>({})
  const held = standIn(row)
  for (const margins of [load(3), load(4)]) {
    for (const step of steps) {
      row.value = step
      expect(margins(held.value)).toEqual(margins(step))
    }
  }
})

test('while no threshold is crossed nothing that follows it is made again', () => {
  load(3)
  const row = signal<FeatureValues>({ length: 30.01, island: 'Dream', mass: 3005 })
  const held = standIn(row)
  let made = 0
  const follows = computed(() => [made++, held.value])
  for (const length of [30.01, 30.05, 30.09]) {
    row.value = { ...row.value, length }
    follows.value
  }
  expect(made).toBe(1)
  row.value = { ...row.value, length: 30.1 }
  follows.value
  expect(made).toBe(2)
})

test('another model gets a row of its own', () => {
  const row = signal<FeatureValues>({ length: 30.01, island: 'Dream', mass: 3005 })
  const held = standIn(row)
  load(3)
  const before = held.value
  row.value = { ...row.value, length: 30.02 }
  expect(held.value).toBe(before)
  load(4)
  expect(held.value).toBe(row.value)
})
