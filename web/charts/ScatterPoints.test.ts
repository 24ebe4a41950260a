import { expect, test } from 'vitest'
import type { Sample } from '../../core/model/profile.js'
import { nearestTo, nextTowards, pointsOf } from './ScatterPoints.js'

const sample: Sample = {
  lines: [2, 3, 5],
  split: ['train', 'test', 'train'],
  values: { length: [39.1, 40, null], mass: [3750, 3800, 3900], species: ['Adelie', null, 'Gentoo'] },
}

test('a row is a point where it has both values, whether its class is known or not', () => {
  const points = pointsOf(sample, 'species', 'length', 'mass', () => [0, 1])
  expect(points).toEqual([
    { index: 0, line: 2, x: 39.1, y: 3750, isTest: false, truth: 'Adelie' },
    { index: 1, line: 3, x: 40, y: 3800, isTest: true, truth: null },
  ])
})

test('in a strip each class has its lane', () => {
  const points = pointsOf(sample, 'species', 'mass', undefined, (truth) => [truth === 'Gentoo' ? 0 : 1, 2])
  expect(points.map(({ y }) => y > 0.5)).toEqual([true, true, false])
})

const places = [
  { x: 0, y: 0 },
  { x: 10, y: 1 },
  { x: 6, y: 5 },
  { x: 0, y: -9 },
  { x: 1, y: 4 },
]

test('the nearest point is found within reach alone', () => {
  expect(nearestTo(places, { x: 7, y: 4 }, 5)).toBe(2)
  expect(nearestTo(places, { x: 50, y: 50 }, 5)).toBeUndefined()
})

test('an arrow key goes on in its direction, and stays where there is nothing', () => {
  expect(nextTowards(places, 0, [1, 0])).toBe(1)
  expect(nextTowards(places, 0, [0, -1])).toBe(3)
  expect(nextTowards(places, 1, [1, 0])).toBe(1)
})
