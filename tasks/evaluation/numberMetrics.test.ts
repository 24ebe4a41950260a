import { expect, test } from 'vitest'
import { evaluateNumbers } from './numberMetrics.js'

test('figures are those of scikit-learn', () => {
  // root_mean_squared_error, mean_absolute_error and r2_score of scikit-learn 1.7, by the examples of their documentation.
  const result = evaluateNumbers(Float32Array.of(2.5, 0, 2, 8), Float32Array.of(3, -0.5, 2, 7))
  expect(result).toEqual({ rows: 4, rmse: 0.61237244, mae: 0.5, r2: 0.948608 })
})

test('equal values have an R² of 0, or of 1 where all are hit; large and small ones keep their digits', () => {
  expect(evaluateNumbers(Float32Array.of(1, 2), Float32Array.of(2, 2)).r2).toBe(0)
  expect(evaluateNumbers(Float32Array.of(2), Float32Array.of(2)).r2).toBe(1)
  expect(evaluateNumbers(Float32Array.of(3e8, 1e8), Float32Array.of(1e8, 3e8))).toMatchObject({
    rmse: 2e8,
    r2: -3,
  })
  expect(evaluateNumbers(Float32Array.of(3e-9, 1e-9), Float32Array.of(1e-9, 3e-9)).mae).toBeCloseTo(2e-9, 15)
})
