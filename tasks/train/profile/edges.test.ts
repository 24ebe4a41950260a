import { expect, test } from 'vitest'
import { mulberry32 } from '../../../core/random.js'
import { binOf, edgesOf } from './edges.js'

test.each([
  // Body mass to 25 g, flippers to 1 mm, a share to 0.01, a count of few values, a scale to 0.25, to 3.
  [2700, 6300, 25, [2600, 2800], [6200, 6400], 19],
  [172, 231, 1, [172, 174], [230, 232], 30],
  [0, 1, 0.01, [0, 0.05], [1, 1.05], 21],
  [-2, 2, 1, [-2, -1], [2, 3], 5],
  [0, 100, 0.25, [0, 5], [95, 100], 20],
  [0, 90, 3, [0, 3], [90, 93], 31],
  [0, 91, 7, [0, 7], [91, 98], 14],
])(
  'from %d to %d by %d: round edges, of which each is a whole number of steps',
  (min, max, step, first, last, bins) => {
    const edges = edgesOf(min, max, step)
    expect([edges.slice(0, 2), edges.slice(-2), edges.length - 1]).toEqual([first, last, bins])
  },
)

test.each([
  [0.1234, 0.9876],
  [-3e38, 3e38],
  [1e-30, 2e-30],
  [16777215, 16777217],
  [5, 5],
  [0, 0],
  [-0.3, -0.3],
  [0, 10],
])('from %d to %d without a step: some bins that hold all', (min, max) => {
  const edges = edgesOf(min, max)
  expect(edges[0]).toBeLessThanOrEqual(min)
  expect(edges.at(-1)).toBeGreaterThanOrEqual(max)
  expect(edges.length).toBeGreaterThan(1)
  expect(edges.length).toBeLessThan(34)
  expect([...new Set(edges)].sort((a, b) => a - b)).toEqual(edges)
})

test('a value is in the bin that its decimals say, though the model has it in float32', () => {
  const edges = edgesOf(13.1, 21.5, 0.1)
  const exact = Float32Array.from(edges)
  for (let tenths = 131; tenths <= 215; tenths++) {
    const bin = binOf(exact, Math.fround(tenths / 10))
    expect(tenths).toBeGreaterThanOrEqual(Math.round(edges[bin]! * 10))
    expect(tenths).toBeLessThan(Math.round(edges[bin + 1]! * 10))
  }
})

test('the last bin holds its upper edge', () => {
  const edges = Float32Array.from(edgesOf(0, 10))
  expect(binOf(edges, 10)).toBe(edges.length - 2)
})

test('any range, any step: between 1 and 32 bins', () => {
  const random = mulberry32(3)
  for (let i = 0; i < 2000; i++) {
    const min = (random() - 0.5) * 10 ** Math.floor(random() * 12 - 5)
    const step = [undefined, 0.1, 0.25, 1, 7, 0.003][i % 6]
    const count = Math.floor(random() * 5000)
    const from = step === undefined ? min : Math.round(min / step) * step
    const edges = edgesOf(from, from + count * (step ?? random()), step)
    expect(edges.length).toBeGreaterThan(1)
    expect(edges.length).toBeLessThan(34)
    const widths = edges.slice(1).map((edge, i) => edge - edges[i]!)
    if (step !== undefined) for (const width of widths) expect(width / step).toBeCloseTo(Math.round(width / step), 5)
  }
})
