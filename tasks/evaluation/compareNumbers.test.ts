import { expect, test } from 'vitest'
import type { Booster } from '../../core/model/booster.js'
import { stumps } from '../../test/stumps.js'
import type { Problem } from '../problem.js'
import { compareNumbers, numberSummary } from './compareNumbers.js'

/** A number that is 10 or 20, by a feature that is 0 or 1; a second one knows row 50 from all others. */
const labels = Float32Array.from({ length: 100 }, (_, row) => (row % 2 === 0 ? 10 : 20))
const features = Float32Array.from({ length: 300 }, (_, i) => {
  const row = Math.floor(i / 3)
  return [row % 2, row === 50 ? 1 : 0, row][i % 3]!
})
const rows: Problem = { features, featureCount: 3, labels, kind: 'number', classCount: 0 }

const champion = stumps('reg:squarederror', 3, 1, [0, 11, 19])
const against = (challenger: Booster) => compareNumbers(challenger, champion, rows, 15)

test('a better number is no fault, and its figures are those of the rows', () => {
  const verdict = against(stumps('reg:squarederror', 3, 1, [0, 10.5, 19.5]))
  expect(verdict).toEqual({
    rows: 100,
    squared_error: 0.25,
    guessing: 25,
    current: 1,
    difference: { mean: -0.75, low: -0.75, high: -0.75 },
  })
  expect(numberSummary(verdict)).toBe('RMSE 1.00 → 0.50')
})

test('an error larger by more than the tolerance is a fault, one within it is not', () => {
  expect(against(stumps('reg:squarederror', 3, 1, [0, 11.2, 18.8])).fault).toBe('RMSE 1.00 → 1.20')
  const within = against(stumps('reg:squarederror', 3, 1, [0, 11.05, 18.95]))
  expect(within.fault).toBeUndefined()
  expect(within.difference!.low).toBeGreaterThan(0)
  expect(numberSummary(within)).toBe('RMSE 1.00 → 1.05 (worse, within the tolerance of 10 %)')
})

test('far worse in one row of a hundred may be chance', () => {
  const unlucky = against(stumps('reg:squarederror', 3, 1, [0, 11, 19], [1, 0, 20]))
  expect(unlucky.fault).toBeUndefined()
  expect(unlucky.squared_error).toBeGreaterThan(4)
  expect(numberSummary(unlucky)).toMatch(/^RMSE 1\.00 → 2\.\d\d \(worse, but it may be chance\)$/)
})

test('alone, a number must be better than always saying the mean', () => {
  expect(compareNumbers(champion, undefined, rows, 15)).toEqual({ rows: 100, squared_error: 1, guessing: 25 })
  const guess = compareNumbers(stumps('reg:squarederror', 3, 1, [0, 15, 15]), undefined, rows, 15)
  expect(guess.fault).toBe('RMSE 5.00 is no better than guessing, 5.00')
  expect(numberSummary(guess)).toBe('RMSE 5.00')
})

test('figures of very small and very large numbers keep their digits', () => {
  for (const scale of [1e-9, 1e12]) {
    const scaled: Problem = { ...rows, labels: labels.map((it) => it * scale) }
    const verdict = compareNumbers(
      stumps('reg:squarederror', 3, 1, [0, 12 * scale, 18 * scale]),
      stumps('reg:squarederror', 3, 1, [0, 11 * scale, 19 * scale]),
      scaled,
      0,
    )
    expect(verdict.squared_error / scale ** 2).toBeCloseTo(4, 4)
    expect(verdict.difference!.low / scale ** 2).toBeCloseTo(3, 4)
    expect(verdict.fault).toMatch(/^RMSE \S+ → \S+$/)
  }
})
