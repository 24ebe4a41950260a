import { expect, test } from 'vitest'
import { firstNotBelow, gridOf } from './grid.js'

const all = (min: number, max: number, step: number) => {
  const { first, last, valueAt } = gridOf(min, max, step)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => valueAt(first + i))
}

test('values are the decimals that one would write', () => {
  expect(all(39.1, 39.6, 0.1)).toEqual([39.1, 39.2, 39.3, 39.4, 39.5, 39.6])
  expect(all(-0.3, 0.3, 0.1)).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
  expect(all(2690, 2760, 25)).toEqual([2700, 2725, 2750])
  expect(all(0.6, 1.1, 0.25)).toEqual([0.75, 1])
  expect(all(0, 3e-7, 1e-7)).toEqual([0, 1e-7, 2e-7, 3e-7])
  expect(all(0, 5e-7, 2.5e-7)).toEqual([0, 2.5e-7, 5e-7])
  const fromBelowZero = gridOf(-0.03, 0.1, 0.1)
  expect(fromBelowZero.valueAt(fromBelowZero.first)).toBe(0)
})

test('the range ends are values where they are multiples, however they divide', () => {
  // 0.3 / 0.1 is a little less than 3, and 3.3 / 1.1 a little less than 3 too.
  expect([0.3 / 0.1, 3.3 / 1.1].every((quotient) => quotient < 3)).toBe(true)
  expect(all(0.3, 0.4, 0.1)).toEqual([0.3, 0.4])
  expect(all(1.1, 3.3, 1.1)).toEqual([1.1, 2.2, 3.3])
  const tenths = Array.from({ length: 4000 }, (_, k) => (k - 2000) / 10)
  expect(tenths.flatMap((value) => all(value, value, 0.1))).toEqual(tenths)
})

test('a range may lie between two multiples', () => {
  expect(all(39.12, 39.18, 0.1)).toEqual([])
})

test('the first value that goes right is by float32', () => {
  const grid = gridOf(0, 1, 0.1)
  expect(firstNotBelow(grid, Math.fround(0.1))).toBe(1)
  expect(firstNotBelow(grid, Math.fround(0.3))).toBe(3)
  expect(firstNotBelow(grid, 0.25)).toBe(3)
  expect(firstNotBelow(grid, -5)).toBe(grid.first)
  expect(firstNotBelow(grid, 5)).toBe(grid.last + 1)
})

test('a step finer than float32 finds the first value that rounds to the threshold', () => {
  const grid = gridOf(1000, 1001, 1e-6)
  const threshold = Math.fround(1000.3)
  const first = firstNotBelow(grid, threshold)
  expect(Math.fround(grid.valueAt(first))).toBe(threshold)
  expect(Math.fround(grid.valueAt(first - 1))).toBeLessThan(threshold)
})
