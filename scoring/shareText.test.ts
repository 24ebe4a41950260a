import { expect, test } from 'vitest'
import { round } from '../core/numbers.js'
import { shareText } from './shareText.js'

test('every probability is written as its rounded number is', () => {
  const wrong: number[] = []
  for (let millionths = 0; millionths <= 1e6; millionths++) {
    for (const share of [millionths / 1e6, Math.fround(millionths / 1e6)]) {
      if (shareText(share) !== String(round(share))) wrong.push(share)
    }
  }
  expect(wrong).toEqual([])
  expect([1e-9, 1 - 1e-9, Number.NaN].map(shareText)).toEqual(['0', '1', 'NaN'])
})
