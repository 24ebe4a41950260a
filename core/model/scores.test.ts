import { expect, test } from 'vitest'
import { randomBooster } from '../../test/randomBooster.js'
import { mulberry32 } from '../random.js'
import { parseBooster } from './parseBooster.js'
import { predictOutputs } from './scores.js'

/** A stump: feature 0 below 10 gives `left`, else `right`. */
const stump = (left: number, right: number, defaultLeft: 0 | 1) => ({
  left_children: [1, -1, -1],
  right_children: [2, -1, -1],
  split_conditions: [10, left, right],
  split_indices: [0, 0, 0],
  default_left: [defaultLeft, 0, 0],
  tree_param: { num_nodes: '3' },
})

function model(
  objective: string,
  classes: number,
  baseScore: string,
  trees: ReturnType<typeof stump>[],
  groups: number[],
) {
  const gradient_booster = { name: 'gbtree', model: { tree_info: groups, trees } }
  const learner_model_param = { base_score: baseScore, num_class: String(classes), num_feature: '2' }
  const learner = { gradient_booster, learner_model_param, objective: { name: objective } }
  return parseBooster(JSON.stringify({ learner }), 'a model')
}

const sigmoid = (margin: number) => 1 / (1 + Math.exp(-margin))
const predict = (booster: ReturnType<typeof model>, ...values: number[]) =>
  Array.from(predictOutputs(booster, Float32Array.from(values)))

test('logistic: leaves are summed and the base score, a probability, becomes a margin', () => {
  const booster = model('binary:logistic', 0, '7.5E-1', [stump(-1, 1, 0), stump(-0.5, 0.5, 0)], [0, 0])
  const base = Math.log(3)
  expect(predict(booster, 9, 0)[1]).toBeCloseTo(sigmoid(base - 1.5), 6)
  expect(predict(booster, 10, 0)[1]).toBeCloseTo(sigmoid(base + 1.5), 6)
  expect(predict(booster, 10, 0)[0]).toBeCloseTo(1 - sigmoid(base + 1.5), 6)
})

test('softmax: each tree adds to its class', () => {
  const trees = [stump(2, 0, 0), stump(0, 1, 0), stump(0, 0, 0)]
  const booster = model('multi:softprob', 3, '[5E-1,5E-1,5E-1]', trees, [0, 1, 2])
  const sum = Math.exp(2) + 1 + 1
  for (const [c, expected] of [Math.exp(2) / sum, 1 / sum, 1 / sum].entries()) {
    expect(predict(booster, 0, 0)[c]).toBeCloseTo(expected, 6)
  }
})

test('a missing value goes where the node says', () => {
  const [left, right] = [1, 0].map((side) => model('binary:logistic', 0, '0.5', [stump(-1, 1, side as 0 | 1)], [0]))
  expect(predict(left!, Number.NaN, 0)).toEqual(predict(left!, 9, 0))
  expect(predict(right!, Number.NaN, 0)).toEqual(predict(right!, 11, 0))
})

test('values and thresholds compare as float32, as in training', () => {
  const booster = model('binary:logistic', 0, '0.5', [{ ...stump(-1, 1, 0), split_conditions: [39.1, -1, 1] }], [0])
  expect(predict(booster, 39.1, 0)[1]).toBeGreaterThan(0.5)
})

test('many rows at once give what each gives alone', () => {
  const booster = model('binary:logistic', 0, '0.5', [stump(-1, 1, 0)], [0])
  expect(predict(booster, 1, 0, 20, 0)).toEqual([...predict(booster, 1, 0), ...predict(booster, 20, 0)])
})

test.each([0, 1, 2, 4, 7])(
  'trees of any shape, down to level %i, with missing values or without: many rows are what each is alone',
  (depth) => {
    const random = mulberry32(depth)
    const thresholds = [[1, 2, 3], [0.5], [-1, 1]]
    const booster = randomBooster(random, 'multi:softprob', thresholds, 3, 25, depth)
    const rows = Float32Array.from({ length: 3 * 101 }, () => (random() < 0.1 ? Number.NaN : 8 * random() - 3))
    const alone = Array.from({ length: 101 }, (_, row) => [
      ...predictOutputs(booster, rows.slice(3 * row, 3 * row + 3)),
    ])
    expect([...predictOutputs(booster, rows)]).toEqual(alone.flat())
  },
)
