import { expect, test } from 'vitest'
import { mulberry32 } from '../../core/random.js'
import { psi, psiByChance } from './psi.js'

test.each([
  [[100, 200, 300, 400], [120, 180, 330, 370], 0.010952],
  [[50, 50, 0], [20, 70, 10], 1.032266],
  [[10, 20, 30, 40], [1, 2, 3, 4], 0],
])('the index of %j and %j is as Python computes it', (trained, served, expected) => {
  expect(psi(trained, served)).toBeCloseTo(expected, 5)
  expect(psi(served, trained)).toBeCloseTo(expected, 5)
})

test.each([
  [2, 6.635],
  [3, 9.21],
  [10, 21.666],
  [31, 50.892],
])('what chance makes of %i bins goes by the 99 %% quantile of chi squared', (bins, quantile) => {
  const counts = Array(bins).fill(1000 / bins)
  expect(psiByChance(counts, counts) / (2 / 1000) / quantile).toBeCloseTo(1, 1)
})

test('bins that no row ever fell into do not count, and one bin alone can not change', () => {
  expect(psiByChance([50, 50, 0], [50, 50, 0])).toBe(psiByChance([50, 50], [50, 50]))
  expect(psiByChance([100, 0], [100, 0])).toBe(0)
})

test('of samples of one distribution about one in a hundred exceeds what chance makes', () => {
  const random = mulberry32(3)
  const draw = (rows: number) => {
    const counts = Array(10).fill(0)
    for (let i = 0; i < rows; i++) counts[Math.floor(random() * 10)]++
    return counts
  }
  let beyond = 0
  for (let i = 0; i < 1000; i++) {
    const [trained, served] = [draw(500), draw(300)]
    if (psi(trained, served) > psiByChance(trained, served)) beyond++
  }
  expect(beyond).toBeGreaterThan(2)
  expect(beyond).toBeLessThan(25)
})
