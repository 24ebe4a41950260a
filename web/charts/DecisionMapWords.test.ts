import { expect, test } from 'vitest'
import { sharesOf } from './DecisionMapWords.js'

test('the shares of the classes are those of the area, not of the cells', () => {
  const outputs = Float32Array.of(0.9, 0.1, 0.2, 0.8, 0.4, 0.6, 0.3, 0.7)
  expect(sharesOf({ xs: [0, 3, 4], ys: [10, 12, 14], outputs }, 2)).toEqual([0.375, 0.625])
})
