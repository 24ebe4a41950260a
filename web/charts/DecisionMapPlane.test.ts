import { expect, test } from 'vitest'
import type { FeatureValues } from '../../core/model/encode.js'
import type { Manifest } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { mulberry32 } from '../../core/random.js'
import { randomBooster } from '../../test/randomBooster.js'
import { makePlane } from './DecisionMapPlane.js'

const tenths = Array.from({ length: 12 }, (_, i) => 30 + i / 10)
const booster = randomBooster(mulberry32(3), 'multi:softprob', [tenths, [0.5], [0.5], [3000, 3012.5]], 3, 40)
/** Length, two columns of an island, mass. */
const model = {
  manifest: {
    features: [
      { name: 'length', kind: 'number' },
      { name: 'island', kind: 'category', categories: ['Biscoe', 'Dream'] },
      { name: 'mass', kind: 'number' },
    ],
  } as unknown as Manifest,
  boosters: { species: booster },
}
const [length, mass] = [
  { name: 'length', low: 29, high: 32 },
  { name: 'mass', low: 2900, high: 3100 },
]
const row: FeatureValues = { length: 30.45, island: 'Dream', mass: 3005 }

/** The outputs of the cell that a place lies in. */
function at({ xs, ys, outputs }: { xs: number[]; ys: number[]; outputs: Float32Array }, x: number, y: number) {
  const [i, j] = [xs, ys].map((edges, side) => edges.findLastIndex((edge) => edge <= [x, y][side]!))
  const cell = j! * (xs.length - 1) + i!
  return [...outputs.subarray(cell * 3, cell * 3 + 3)]
}

test('the cells are what the model says there, the rest of the row as it is', () => {
  const plane = makePlane(model, 'species', length, mass)!
  const cells = plane.cells(plane.held(row), Number.POSITIVE_INFINITY)
  expect(cells.exact).toBe(true)
  for (const x of [29.5, 30.05, 30.75, 31.9]) {
    for (const y of [2950, 3006, 3090]) {
      expect(at(cells, x, y)).toEqual([...predictOutputs(booster, Float32Array.of(x, 0, 1, y))])
    }
  }
})

test('where that is too much work there are fewer cells, each with the answer of its middle', () => {
  const plane = makePlane(model, 'species', length, mass)!
  const held = plane.held(row)
  const exact = plane.cells(held, Number.POSITIVE_INFINITY)
  const sampled = plane.cells(held, 25 * (booster.treeRoots.length + 10 * booster.outputCount))
  expect(sampled.exact).toBe(false)
  expect(sampled.outputs.length).toBeLessThanOrEqual(25 * 3)
  expect([sampled.xs[0], sampled.xs.at(-1)]).toEqual([29, 32])
  const edges = sampled.xs
  for (let i = 0; i < edges.length - 1; i++) {
    if (edges[i] === edges[i + 1]) continue
    const middle = (edges[i]! + edges[i + 1]!) / 2
    expect(at(sampled, middle, 2925)).toEqual(at(exact, middle, 2925))
  }
})

test('a plane holds what does not lie in it', () => {
  const plane = makePlane(model, 'species', length, mass)!
  const moved = plane.held({ ...row, length: 31, mass: 2950 })
  expect(moved).toEqual(plane.held(row))
  expect(plane.held({ ...row, island: 'Biscoe' })).not.toEqual(moved)
})

test('along one feature it is a strip', () => {
  const plane = makePlane(model, 'species', length, undefined)!
  const cells = plane.cells(plane.held(row), Number.POSITIVE_INFINITY)
  expect(cells.ys).toEqual([0, 1])
  expect(at(cells, 30.75, 0.5)).toEqual([...predictOutputs(booster, Float32Array.of(30.75, 0, 1, 3005))])
})

test('there is none of a feature or a target that the model lacks', () => {
  expect(makePlane(model, 'species', length, { ...mass, name: 'depth' })).toBeUndefined()
  expect(makePlane(model, 'sex', length, mass)).toBeUndefined()
})
