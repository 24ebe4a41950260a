import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomBooster } from '../../../test/randomBooster.js'
import { bitsOf, rowsAtThresholds } from '../../../test/rowsAtThresholds.js'
import { sum } from '../../numbers.js'
import { mulberry32 } from '../../random.js'
import type { Booster } from '../booster.js'
import { predictMargins } from '../scores.js'
import { gridsOf } from './grids.js'
import { lookUpSums } from './lookUpSums.js'

/** What a row comes to by the definition of a booster, a tree after the other. */
function walk(booster: Booster, row: Float32Array): Float32Array {
  const sums = new Float32Array(booster.groupCount)
  for (const [tree, root] of booster.treeRoots.entries()) {
    let node = root
    while (booster.features[node]! >= 0) {
      const value = row[booster.features[node]!]!
      const isRight = Number.isNaN(value) ? booster.defaultRight[node] === 1 : !(value < booster.values[node]!)
      node = booster.lefts[node]! + Number(isRight)
    }
    sums[booster.treeGroups[tree]!]! += booster.values[node]!
  }
  return sums.map((sum, group) => sum + booster.baseMargins[group]!)
}

/** How many rows are taken of so many, once the booster has predicted as many as it has cells, if it has grids. */
function takenAfterMany(booster: Booster, rowCount: number): number {
  const { featureCount, groupCount } = booster
  const lookUp = (count: number) =>
    lookUpSums(booster, new Float32Array(count * featureCount), new Float32Array(count * groupCount))
  lookUp(Math.max(16, sum(gridsOf(booster)?.map(({ cellCount }) => cellCount) ?? [])))
  return lookUp(rowCount)
}

const thresholds = fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 12 })
const forest = fc.record({
  seed: fc.nat(),
  columns: fc.array(thresholds, { minLength: 1, maxLength: 4 }),
  groupCount: fc.integer({ min: 1, max: 3 }),
  treeCount: fc.integer({ min: 1, max: 12 }),
  depth: fc.integer({ min: 0, max: 5 }),
  rowCount: fc.integer({ min: 16, max: 110 }),
})

test('whatever the trees and the rows, the sums that are looked up are to the bit those of the trees', () => {
  fc.assert(
    fc.property(forest, ({ seed, columns, groupCount, treeCount, depth, rowCount }) => {
      const random = mulberry32(seed)
      const trees = Math.max(treeCount, groupCount)
      const booster = randomBooster(random, 'multi:softprob', columns, groupCount, trees, depth)
      const rows = rowsAtThresholds(booster, random, rowCount)
      const { featureCount } = booster
      const alone = Array.from({ length: rowCount }, (_, row) =>
        walk(booster, rows.subarray(row * featureCount, (row + 1) * featureCount)),
      )
      expect(takenAfterMany(booster, rowCount)).toBe(rowCount - (rowCount % 4))
      expect(bitsOf(predictMargins(booster, rows))).toEqual(alone.flatMap(bitsOf))
    }),
    { numRuns: 300 },
  )
})

test('sums are looked up once as many rows were predicted as there are cells', () => {
  const booster = randomBooster(mulberry32(1), 'multi:softprob', [[1, 2], [3]], 2, 30)
  expect(gridsOf(booster)!.map(({ cellCount }) => cellCount)).toEqual([12, 12])
  const take = (count: number) => lookUpSums(booster, new Float32Array(2 * count), new Float32Array(2 * count))
  expect([take(16), take(7), take(19), take(16), take(3)]).toEqual([0, 0, 16, 16, 0])
})

test.each([
  ['few cells of trees of eight levels', 64, { columns: 1, trees: 100, thresholds: 10, depth: 8 }],
  ['few cells, but of trees of nine levels', 0, { columns: 1, trees: 100, thresholds: 10, depth: 9 }],
  ['few cells, but of very many trees', 0, { columns: 1, trees: 5000, thresholds: 1000, depth: 3 }],
  ['too many cells', 0, { columns: 2, trees: 8, thresholds: 1000, depth: 8 }],
])('%s: of 64 rows %i are looked up', (_, taken, { columns, trees, thresholds, depth }) => {
  const random = mulberry32(2)
  const all = Array.from({ length: columns }, () => Array.from({ length: thresholds }, random))
  const booster = randomBooster(random, 'binary:logistic', all, 1, trees, depth)
  expect(takenAfterMany(booster, 64)).toBe(taken)
})
