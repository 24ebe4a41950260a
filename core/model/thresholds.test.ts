import { expect, test } from 'vitest'
import { stumps } from '../../test/stumps.js'
import { thresholdsOf } from './thresholds.js'

/** A booster of stumps, with these thresholds of its column 1. */
function splitAt(...thresholds: number[]) {
  const booster = stumps('binary:logistic', 3, 1, ...thresholds.map((): [number, number, number] => [1, -1, 1]))
  for (const [tree, threshold] of thresholds.entries()) booster.values[3 * tree] = threshold
  return booster
}

test('the thresholds of all boosters, each once, ascending as numbers', () => {
  const [first, second] = [splitAt(100, 20, 3.3), splitAt(-1, 20)]
  expect(thresholdsOf([first, second])).toEqual([
    Float32Array.of(),
    Float32Array.of(-1, 3.3, 20, 100),
    Float32Array.of(),
  ])
})

test('leaf values are no thresholds, and 0 is one, with either sign', () => {
  expect(thresholdsOf([splitAt(-0, 0)])[1]).toEqual(Float32Array.of(0))
})

test('a tree that is a single leaf has none', () => {
  const booster = { ...stumps('binary:logistic', 1, 1), treeRoots: Int32Array.of(0), features: Int32Array.of(-1) }
  expect(thresholdsOf([{ ...booster, values: Float32Array.of(0.2), lefts: Int32Array.of(-1) }])).toEqual([
    Float32Array.of(),
  ])
  expect(thresholdsOf([])).toEqual([])
})
