import { expect, test } from 'vitest'
import { classInk, pixelsAt, stripsOf, valueInk } from './DecisionMapPaint.js'

const [red, green] = [
  [255, 0, 0],
  [0, 255, 0],
] as const
/** Red, green, blue, opacity. */
const channels = (pixel: number) => [...new Uint8Array(Uint32Array.of(pixel).buffer)]

test('a cell has the colour of its most probable class, the stronger the surer', () => {
  const ink = classInk([red, green])
  const [sure, unsure, other] = [
    [1, 0],
    [0.6, 0.4],
    [0.2, 0.8],
  ].map((it) => channels(ink(Float32Array.from(it))))
  expect([sure, unsure, other].map((it) => it!.slice(0, 3))).toEqual([red, red, green])
  expect(sure![3]).toBeGreaterThan(unsure![3]!)
})

test('a number is the stronger the higher, and no stronger than its ends', () => {
  const opacity = (value: number) => channels(valueInk(red, 10, 20)(Float32Array.of(value)))[3]!
  expect(opacity(20)).toBeGreaterThan(opacity(15))
  expect(opacity(15)).toBeGreaterThan(opacity(10))
  expect([opacity(5), opacity(30)]).toEqual([opacity(10), opacity(20)])
})

test('cells fill whole pixels, without a gap', () => {
  expect(pixelsAt([10, 12.4, 12.6, 20], 10)).toEqual([0, 2, 3, 10])
  const cells = { xs: [0, 1.3, 4], ys: [0, 1, 2], outputs: Float32Array.of(1, 2, 3, 4) }
  const pixels = stripsOf(cells, ([value]) => value!, 4)
  expect([...pixels]).toEqual([1, 2, 2, 2, 3, 4, 4, 4])
})
