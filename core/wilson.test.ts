import { expect, test } from 'vitest'
import { wilson } from './wilson.js'

test.each([
  [65, 69],
  [3, 10],
  [50, 100],
])('its ends are where %i of %i rows are 1.645 standard errors away', (hits, rows) => {
  const { low, high } = wilson(hits, rows)
  for (const end of [low, high]) {
    expect(Math.abs(hits / rows - end) / Math.sqrt((end * (1 - end)) / rows)).toBeCloseTo(1.645, 3)
  }
  expect(low).toBeLessThan(hits / rows)
  expect(high).toBeGreaterThan(hits / rows)
})

test('none and all of some rows leave room on one side', () => {
  expect(wilson(0, 10).low).toBe(0)
  expect(wilson(0, 10).high).toBeCloseTo(0.213, 3)
  expect(wilson(10, 10).low).toBeCloseTo(0.787, 3)
  expect(wilson(10, 10).high).toBe(1)
})

test('of no row nothing is known', () => {
  expect(wilson(0, 0)).toEqual({ low: 0, high: 1 })
})
