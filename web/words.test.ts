import { expect, test } from 'vitest'
import { amount, shareOf, stepFor } from './words.js'

test.each([
  [65 / 69, 69, '94\u00a0%'],
  [0.9417, 1000, '94.2\u00a0%'],
  [0.999, 69, '> 99\u00a0%'],
  [1, 69, '100\u00a0%'],
  [0.001, 69, '< 1\u00a0%'],
  [0, 69, '0\u00a0%'],
  [0.9999, 5000, '> 99.9\u00a0%'],
])('the share %f of %i rows is %s', (share, rows, text) => {
  expect(shareOf(share, rows)).toBe(text)
})

test.each([
  [0.29, 0.2008, '0.20'],
  [33, 59.54, '60'],
  [4, 59.54, '59.5'],
  [0, 1.5, '1.500'],
])('an interval as wide as %f shows two of its digits: %f is %s', (width, value, text) => {
  expect(amount(value, stepFor(width))).toBe(text)
})
