import { expect, test } from 'vitest'
import { withMargin } from './range.js'

test.each([
  [32.1, 59.6, false, 15, 75],
  [172, 231, false, 140, 265],
  [0, 1, false, 0, 1.5],
  [-3, -1, true, -4, 0],
  [-0.001, 0.002, false, -0.0025, 0.0035],
  [1, 5, true, 0, 7],
  [1e6, 3e6, true, 0, 4e6],
])('%d to %d seen: %s whole numbers, from %d to %d', (min, max, integer, minimum, maximum) => {
  expect(withMargin(min, max, integer)).toEqual({ minimum, maximum })
})
