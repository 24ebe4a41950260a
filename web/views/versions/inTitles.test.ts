import { expect, test } from 'vitest'
import { inTitles } from './inTitles.js'

test('a verdict calls targets by their titles, and leaves what only looks like one', () => {
  const targets = [
    { name: 'Miete', title: 'Rent' },
    { name: 'kalt', title: 'Rent without heating' },
    { name: 'alt', title: 'BMI' },
  ]
  expect(
    inTitles('kept ab9f94: Miete RMSE 59.5 → 71.2 (worse), kalt RMSE 3 → 4, alt log loss 0.1 → 0.2', targets),
  ).toBe('kept ab9f94: rent RMSE 59.5 → 71.2 (worse), rent without heating RMSE 3 → 4, BMI log loss 0.1 → 0.2')
})
