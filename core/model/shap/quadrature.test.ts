import { expect, test } from 'vitest'
import { gaussLegendre } from './quadrature.js'

test.each([1, 2, 3, 8, 50])('%i points integrate every polynomial that they can', (count) => {
  const { points, weights } = gaussLegendre(count)
  for (let degree = 0; degree < 2 * count; degree++) {
    const sum = points.reduce((sum, point, i) => sum + weights[i]! * point ** degree, 0)
    expect(Math.abs(sum - 1 / (degree + 1))).toBeLessThan(1e-14)
  }
})

test('no point is no value', () => {
  expect(gaussLegendre(0).points).toHaveLength(0)
})
