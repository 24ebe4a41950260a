import { expect, test } from 'vitest'
import { randomBooster } from '../../test/randomBooster.js'
import { stumps } from '../../test/stumps.js'
import { mulberry32 } from '../random.js'
import type { Booster, Objective } from './booster.js'
import { bandsOf, cellsOf } from './regions.js'
import { predictOutputs } from './scores.js'
import { thresholdsOf } from './thresholds.js'

/** What the model says with some of the row's values changed. */
function answer(booster: Booster, row: Float32Array, changes: Record<number, number>) {
  const changed = row.slice()
  for (const [column, value] of Object.entries(changes)) changed[Number(column)] = value
  return predictOutputs(booster, changed)
}

/** The interval that holds a value. */
const intervalOf = (edges: number[], value: number) =>
  edges.slice(1, -1).filter((edge) => edge <= Math.fround(value)).length

const tenths = Array.from({ length: 12 }, (_, i) => 30 + i / 10)
const grams = [3000, 3012.5, 3025, 4000]

test.each<[Objective, number]>([
  ['binary:logistic', 1],
  ['multi:softprob', 3],
  ['multi:softprob', 20],
  ['reg:squarederror', 1],
])('%s with %i sums: bands and cells are the predictions, to the last bit', (objective, groupCount) => {
  const random = mulberry32(groupCount)
  const booster = randomBooster(random, objective, [tenths, grams, tenths, [0.5]], groupCount, 40)
  const [x, , y] = thresholdsOf([booster])
  const n = booster.outputCount
  for (const row of [Float32Array.of(30.4, 3020, 30.9, 1), Float32Array.of(30.4, Number.NaN, Number.NaN, 0)]) {
    const bands = bandsOf(booster, row, 0, x!, 29.5, 31.7)
    const cells = cellsOf(booster, row, [0, 2], [x!, y!], [29.5, 31.7], [30.25, 30.85])
    expect(bands.outputs).toHaveLength((bands.edges.length - 1) * n)
    expect(cells.outputs).toHaveLength((cells.xs.length - 1) * (cells.ys.length - 1) * n)
    for (let i = 0; i < 300; i++) {
      // Every third is just at a threshold.
      const px = i % 3 ? 29.5 + random() * 2.2 : tenths[i % 12]!
      const py = i % 3 ? 30.25 + random() * 0.6 : tenths[3 + (i % 6)]!
      const band = intervalOf(bands.edges, px)
      expect(bands.outputs.subarray(band * n, (band + 1) * n)).toEqual(answer(booster, row, { 0: px }))
      const cell = intervalOf(cells.ys, py) * (cells.xs.length - 1) + intervalOf(cells.xs, px)
      expect(cells.outputs.subarray(cell * n, (cell + 1) * n)).toEqual(answer(booster, row, { 0: px, 2: py }))
    }
  }
})

test('a band holds its lower edge and not its upper one', () => {
  const booster = stumps('reg:squarederror', 1, 1, [0, -1, 1])
  const bands = bandsOf(booster, Float32Array.of(0), 0, Float32Array.of(0.5), 0, 1)
  expect(bands).toEqual({ edges: [0, 0.5, 1], outputs: Float32Array.of(-1, 1) })
})

test('a threshold outside the range, or at an end of it, makes no band', () => {
  const booster = stumps('reg:squarederror', 1, 1, [0, -1, 1])
  const edgesOf = (min: number, max: number) => bandsOf(booster, Float32Array.of(0), 0, Float32Array.of(0.5), min, max)
  expect(edgesOf(0.5, 1)).toEqual({ edges: [0.5, 1], outputs: Float32Array.of(1) })
  expect(edgesOf(0, 0.5)).toEqual({ edges: [0, 0.5], outputs: Float32Array.of(-1) })
  expect(edgesOf(2, 3)).toEqual({ edges: [2, 3], outputs: Float32Array.of(1) })
  expect(edgesOf(0.2, 0.2)).toEqual({ edges: [0.2, 0.2], outputs: Float32Array.of(-1) })
})

test('an end that is no float32 is rounded as the model rounds it', () => {
  const booster = stumps('reg:squarederror', 1, 1, [0, -1, 1])
  booster.values[0] = Math.fround(0.1)
  // 0.1 as a double is below the threshold, as a float32 it is the threshold.
  expect(0.1).toBeLessThan(booster.values[0]!)
  const bands = bandsOf(booster, Float32Array.of(0), 0, Float32Array.of(0.1), 0.1, 1)
  expect(bands).toEqual({ edges: [0.1, 1], outputs: Float32Array.of(1) })
})

test('with other thresholds than the booster has, a band has the answer at its lower edge', () => {
  const booster = stumps('reg:squarederror', 1, 1, [0, -1, 1])
  const { outputs } = bandsOf(booster, Float32Array.of(0), 0, Float32Array.of(0.4, 0.6), 0, 1)
  expect(outputs).toEqual(Float32Array.of(-1, -1, 1))
})

test('cells go row by row from the lowest y', () => {
  const booster = stumps('reg:squarederror', 2, 1, [0, 0, 1], [1, 0, 10])
  const at = Float32Array.of(0.5)
  expect(cellsOf(booster, Float32Array.of(0, 0), [0, 1], [at, at], [0, 1], [0, 2])).toEqual({
    xs: [0, 0.5, 1],
    ys: [0, 0.5, 2],
    outputs: Float32Array.of(0, 1, 10, 11),
  })
})

test('the row stays as it is', () => {
  const booster = stumps('reg:squarederror', 2, 1, [0, 0, 1], [1, 0, 10])
  const row = Float32Array.of(0.1, 0.9)
  const at = Float32Array.of(0.5)
  bandsOf(booster, row, 0, at, 0, 1)
  cellsOf(booster, row, [0, 1], [at, at], [0, 1], [0, 1])
  expect(row).toEqual(Float32Array.of(0.1, 0.9))
})
