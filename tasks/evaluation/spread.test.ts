import { expect, test } from 'vitest'
import { spread } from './spread.js'

test('spread is the mean and the sample standard deviation', () => {
  expect(spread([1, 2, 3, 4])).toEqual({ mean: 2.5, sd: 1.290994 })
})
