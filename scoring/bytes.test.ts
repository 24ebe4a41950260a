import { expect, test } from 'vitest'
import { round } from '../core/numbers.js'
import { Bytes, MOST_SHARE_BYTES } from './bytes.js'

test('every probability is written as JSON has its rounded number, one behind the other', () => {
  const wrong: number[] = []
  for (let millionths = 0; millionths <= 1e6; millionths++) {
    const shares = [millionths / 1e6, millionths / 1e6 - 4e-7, millionths / 1e6 + 4e-7].map(Math.fround)
    const bytes = new Bytes(shares.length * MOST_SHARE_BYTES)
    for (const share of shares) bytes.writeShare(share)
    const expected = shares.map((share) => JSON.stringify(Math.abs(round(share)))).join('')
    if (bytes.written().toString() !== expected) wrong.push(millionths)
  }
  expect(wrong).toEqual([])
})

test.each([
  [0, '0'],
  [1e-9, '0'],
  [5e-7, '0.000001'],
  [0.1, '0.1'],
  [0.25, '0.25'],
  [1 - 2 ** -24, '1'],
  [1, '1'],
  [Number.NaN, 'null'],
])('%d is written as %s, and what comes next right behind it', (share, text) => {
  const bytes = new Bytes(20)
  bytes.writeShare(share)
  bytes.write(Buffer.from('}'))
  expect(bytes.written().toString()).toBe(`${text}}`)
})
