import { expect, test } from 'vitest'
import type { Manifest } from '../../../core/model/manifest.js'
import type { Sample } from '../../../core/model/profile.js'
import { stumps } from '../../../test/stumps.js'
import { examplesOf, numberExamplesOf } from './examplesOf.js'

const manifest = { features: [{ name: 'a' }, { name: 'b' }] } as Manifest
const sampleOf = (target: (string | number | null)[], split: Sample['split']): Sample => ({
  lines: [2, 3, 4, 5],
  split,
  values: { a: [0, 0, 1, 1], b: [0, 1, 0, 1], it: target },
})

// The second class has a margin of -2 or 1, by a, and a little more with b.
const model = { manifest, boosters: { it: stumps('binary:logistic', 2, 1, [0, -2, 1], [1, 0, 0.5]) } }

test('a typical row is one that the model gets right; the unsure and the wrong are its own', () => {
  const sample = sampleOf(['no', 'yes', 'yes', null], ['train', 'test', 'train', 'test'])
  const { typical, unsure, wrong } = examplesOf(model, sample, 'it', ['no', 'yes'], 2)
  expect(typical.map(({ index, said }) => [index, said])).toEqual([
    [0, 'no'],
    [2, 'yes'],
  ])
  expect(unsure.map(({ index }) => index)).toEqual([2, 1])
  expect(wrong.map(({ index, truth, said }) => [index, truth, said])).toEqual([[1, 'yes', 'no']])
})

test('an error on a training row, or where the truth is missing, is none of the test rows that it gets wrong', () => {
  const sample = sampleOf(['no', 'yes', 'no', null], ['train', 'train', 'train', 'test'])
  expect(examplesOf(model, sample, 'it', ['no', 'yes'], 2).wrong).toEqual([])
})

test('of a number: the lowest, the middle and the highest; and the test rows furthest off', () => {
  const numbers = { manifest, boosters: { it: stumps('reg:squarederror', 2, 1, [0, 10, 20]) } }
  const sample = sampleOf([12, 4, 21, 30], ['test', 'test', 'test', 'train'])
  const { spread, furthest } = numberExamplesOf(numbers, sample, 'it', 2)
  expect(spread.map(({ truth }) => truth)).toEqual([4, 21, 30])
  expect(furthest).toEqual([
    { index: 1, truth: 4, said: 10 },
    { index: 0, truth: 12, said: 10 },
  ])
})
