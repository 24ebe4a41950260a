import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomBooster } from '../../../test/randomBooster.js'
import { bitsOf, rowsAtThresholds } from '../../../test/rowsAtThresholds.js'
import { mulberry32 } from '../../random.js'
import { predictMargins } from '../scores.js'
import { walkBlocks } from './walkBlocks.js'

const thresholds = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 40 })
const forest = fc.record({
  seed: fc.nat(),
  columns: fc.array(thresholds, { minLength: 1, maxLength: 4 }),
  groupCount: fc.integer({ min: 1, max: 3 }),
  treeCount: fc.integer({ min: 1, max: 12 }),
  depth: fc.integer({ min: 0, max: 9 }),
  rowCount: fc.integer({ min: 1, max: 110 }),
})

test('whatever the trees and the rows, many rows together have to the bit the margins of each alone', () => {
  fc.assert(
    fc.property(forest, ({ seed, columns, groupCount, treeCount, depth, rowCount }) => {
      const random = mulberry32(seed)
      const booster = randomBooster(
        random,
        'multi:softprob',
        columns,
        groupCount,
        Math.max(treeCount, groupCount),
        depth,
      )
      const rows = rowsAtThresholds(booster, random, rowCount)
      const { featureCount } = booster
      const alone = Array.from({ length: rowCount }, (_, row) =>
        predictMargins(booster, rows.slice(row * featureCount, (row + 1) * featureCount)),
      )
      expect(bitsOf(predictMargins(booster, rows))).toEqual(alone.flatMap(bitsOf))
    }),
    { numRuns: 300 },
  )
})

test.each([
  [15, 8, 0],
  [16, 8, 16],
  [32, 8, 32],
  [47, 8, 32],
  [48, 0, 48],
  [100, 9, 0],
])('of %i rows, with trees of %i levels, %i are taken in blocks', (rowCount, depth, taken) => {
  const booster = randomBooster(mulberry32(1), 'reg:squarederror', [[1, 2], [3]], 1, 30, depth)
  expect(walkBlocks(booster, new Float32Array(2 * rowCount), new Float32Array(rowCount))).toBe(taken)
})

test.each([
  [4_000, 1_000_000, 4, 64],
  [20_000, 1_000_000, 4, 0],
  [4_000, 10, 8, 64],
  [12_000, 10, 8, 0],
])(
  '%i trees that ask for one of %i thresholds, with %i levels: %i rows of 64 are taken in blocks',
  (treeCount, thresholds, depth, taken) => {
    const random = mulberry32(2)
    const column = Array.from({ length: thresholds }, random)
    const booster = randomBooster(random, 'binary:logistic', [column], 1, treeCount, depth)
    expect(walkBlocks(booster, new Float32Array(64), new Float32Array(64))).toBe(taken)
  },
)
