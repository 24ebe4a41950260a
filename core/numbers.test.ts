import { expect, test } from 'vitest'
import { showLike } from './numbers.js'

test.each([
  [12.345, '12.3'],
  [0.0123456, '0.0123'],
  [12345.6, '12346'],
  [0, '0.00'],
  [8.68e-15, '8.68e-15'],
  [-11702057511, '-1.17e+10'],
  [123456789, '123456789'],
])('%d is shown as %s', (value, text) => {
  expect(showLike(value)(value)).toBe(text)
})

test('others are shown with the same decimals', () => expect(showLike(12.3)(0.777)).toBe('0.8'))
