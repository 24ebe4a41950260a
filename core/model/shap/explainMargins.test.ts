import { expect, test } from 'vitest'
import { parseBooster } from '../parseBooster.js'
import { predictMargins } from '../scores.js'
import { makeExplainer } from './explainer.js'
import { explainMargins, meanAbsoluteContributions } from './explainMargins.js'
import { explainTogether } from './explainTogether.js'

const FEATURES = 4

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function generator(seed: number) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** For values and thresholds: few enough that they meet. */
const eighths = (random: () => number) => Math.floor(random() * 8) / 8

interface Tree {
  left_children: number[]
  right_children: number[]
  split_conditions: number[]
  split_indices: number[]
  default_left: number[]
  sum_hessian: number[]
  tree_param: { num_nodes: string }
}

/** A tree of random shape, at most so deep: features come again on a path, some leaves have no cover. */
function randomTree(random: () => number, depth: number): Tree {
  const tree: Omit<Tree, 'tree_param'> = {
    left_children: [],
    right_children: [],
    split_conditions: [],
    split_indices: [],
    default_left: [],
    sum_hessian: [],
  }
  const grow = (depth: number): number => {
    const node = tree.left_children.length
    for (const values of Object.values(tree)) values.push(0)
    tree.left_children[node] = tree.right_children[node] = -1
    tree.split_conditions[node] = Math.fround(random() * 2 - 1)
    tree.sum_hessian[node] = random() < 0.05 ? 0 : Math.ceil(random() * 64)
    if (depth === 0 || random() < 0.15) return node
    tree.split_conditions[node] = eighths(random)
    tree.split_indices[node] = Math.floor(random() * FEATURES)
    tree.default_left[node] = random() < 0.5 ? 1 : 0
    const [left, right] = [grow(depth - 1), grow(depth - 1)]
    tree.left_children[node] = left
    tree.right_children[node] = right
    if (tree.sum_hessian[left]! + tree.sum_hessian[right]! === 0) tree.sum_hessian[right] = 1
    tree.sum_hessian[node] = tree.sum_hessian[left]! + tree.sum_hessian[right]!
    return node
  }
  grow(depth)
  return { ...tree, tree_param: { num_nodes: String(tree.left_children.length) } }
}

function read(trees: object[], classes = 0) {
  const tree_info = trees.map((_, t) => (classes === 0 ? 0 : t % classes))
  const learner_model_param = { base_score: '0.5', num_class: String(classes), num_feature: String(FEATURES) }
  const objective = { name: classes === 0 ? 'binary:logistic' : 'multi:softprob' }
  const gradient_booster = { name: 'gbtree', model: { tree_info, trees } }
  return parseBooster(JSON.stringify({ learner: { gradient_booster, learner_model_param, objective } }), 'a model')
}

/** Some values are missing, and some are just what a threshold is. */
const randomRows = (random: () => number, count: number) =>
  Float32Array.from({ length: count * FEATURES }, () => (random() < 0.15 ? Number.NaN : eighths(random)))

/** What a tree gives when only a subset of the features is known (Lundberg et al. 2020, Algorithm 1). */
function expectedValue(tree: Tree, row: ArrayLike<number>, subset: number, node = 0): number {
  const [left, right] = [tree.left_children[node]!, tree.right_children[node]!]
  if (left === -1) return tree.split_conditions[node]!
  const feature = tree.split_indices[node]!
  if (subset & (1 << feature)) {
    const value = row[feature]!
    const goesLeft = Number.isNaN(value) ? tree.default_left[node] === 1 : value < tree.split_conditions[node]!
    return expectedValue(tree, row, subset, goesLeft ? left : right)
  }
  const [leftCover, rightCover] = [tree.sum_hessian[left]!, tree.sum_hessian[right]!]
  const sum = leftCover * expectedValue(tree, row, subset, left) + rightCover * expectedValue(tree, row, subset, right)
  return sum / tree.sum_hessian[node]!
}

/** Shapley's definition: over all subsets of the other features, what a feature adds, weighted. */
function shapley(trees: Tree[], row: ArrayLike<number>): number[] {
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))
  const known = (subset: number) => trees.reduce((sum, tree) => sum + expectedValue(tree, row, subset), 0)
  return Array.from({ length: FEATURES }, (_, feature) => {
    let sum = 0
    for (let subset = 0; subset < 1 << FEATURES; subset++) {
      if (subset & (1 << feature)) continue
      const size = subset.toString(2).replaceAll('0', '').length
      const weight = (factorial(size) * factorial(FEATURES - size - 1)) / factorial(FEATURES)
      sum += weight * (known(subset | (1 << feature)) - known(subset))
    }
    return sum
  })
}

test.each([1, 2, 3, 6])('are Shapley values by their definition, for trees of depth %i', (depth) => {
  const random = generator(depth)
  for (let round = 0; round < 20; round++) {
    const trees = Array.from({ length: 3 }, () => randomTree(random, depth))
    const rows = randomRows(random, 10)
    const { baseValues, contributions } = explainMargins(read(trees), rows)
    const none = trees.reduce((sum, tree) => sum + expectedValue(tree, [], 0), 0)
    expect(baseValues[0]).toBeCloseTo(none, 5)
    for (let row = 0; row < 10; row++) {
      const own = [row * FEATURES, (row + 1) * FEATURES] as const
      for (const [feature, value] of shapley(trees, rows.subarray(...own)).entries()) {
        expect(Math.abs(contributions.subarray(...own)[feature]! - value)).toBeLessThan(1e-6)
      }
    }
  }
})

test.each([0, 3])('with the base value they add up to each margin, of %i classes', (classes) => {
  const random = generator(7)
  const booster = read(
    Array.from({ length: 30 }, () => randomTree(random, 5)),
    classes,
  )
  const rows = randomRows(random, 1000)
  const { baseValues, contributions } = explainMargins(booster, rows)
  for (const [i, margin] of predictMargins(booster, rows).entries()) {
    const own = contributions.subarray(i * FEATURES, (i + 1) * FEATURES)
    const sum = own.reduce((a, b) => a + b, baseValues[i % booster.groupCount]!)
    expect(Math.abs(sum - margin)).toBeLessThan(1e-5)
  }
})

test('a feature that no node asks for gets nothing, and a tree of one leaf is base value alone', () => {
  const leaf = { left_children: [-1], right_children: [-1], split_conditions: [2], split_indices: [0] }
  const tree = { ...leaf, default_left: [0], sum_hessian: [0], tree_param: { num_nodes: '1' } }
  const { baseValues, contributions } = explainMargins(read([tree]), Float32Array.of(1, 2, 3, 4))
  expect(Array.from(baseValues)).toEqual([2])
  expect(Array.from(contributions)).toEqual([0, 0, 0, 0])
})

test('their mean absolute values are over the rows, by class and feature', () => {
  const random = generator(3)
  const booster = read(
    Array.from({ length: 6 }, () => randomTree(random, 3)),
    3,
  )
  const rows = randomRows(random, 50)
  const { contributions } = explainMargins(booster, rows)
  const means = meanAbsoluteContributions(booster, rows, [1, 1, 1, 1])
  expect(means).toHaveLength(3 * FEATURES)
  for (const [i, mean] of means.entries()) {
    let sum = 0
    for (let row = 0; row < 50; row++) sum += Math.abs(contributions[row * 12 + i]!)
    expect(mean).toBeCloseTo(sum / 50, 6)
  }
})

test('of a field with several columns they are of the columns’ sum', () => {
  const random = generator(3)
  const booster = read([randomTree(random, 3), randomTree(random, 3)])
  const rows = randomRows(random, 50)
  const { contributions } = explainMargins(booster, rows)
  const means = meanAbsoluteContributions(booster, rows, [1, 3])
  let sum = 0
  for (let at = 0; at < contributions.length; at += 4) {
    sum += Math.abs(contributions[at + 1]! + contributions[at + 2]! + contributions[at + 3]!)
  }
  expect(means).toHaveLength(2)
  expect(means[1]).toBeCloseTo(sum / 50, 6)
})

test('a model without covers predicts, and to explain it is refused in a sentence', () => {
  const { sum_hessian: _, ...tree } = randomTree(generator(1), 3)
  const booster = read([tree, randomTree(generator(2), 3)])
  const row = Float32Array.of(0.1, 0.2, 0.3, 0.4)
  expect(predictMargins(booster, row)).toHaveLength(1)
  const meanAbsolute = () => meanAbsoluteContributions(booster, row, [1, 1, 1, 1])
  for (const explain of [() => explainMargins(booster, row), meanAbsolute]) {
    expect(explain).toThrow(/can not be explained: its file has no sum_hessian, the cover/)
  }
})

test.each([1, 3, 5, 9])('many rows together have what each has alone, for trees of depth %i', (depth) => {
  const random = generator(depth)
  const booster = read(
    Array.from({ length: 9 }, () => randomTree(random, depth)),
    3,
  )
  const size = 3 * FEATURES
  for (const count of [2, 31, 64, 1100]) {
    const rows = randomRows(random, count)
    const explainer = makeExplainer(booster, booster.covers!)
    let next = 0
    const done = explainTogether(explainer, rows, FEATURES, size, (sums, row) => {
      expect(row).toBe(next++)
      const alone = explainMargins(booster, rows.slice(row * FEATURES, (row + 1) * FEATURES)).contributions
      for (const [slot, value] of alone.entries()) expect(Math.abs(value - sums[slot]!)).toBeLessThan(1e-6)
    })
    expect([done, next]).toEqual(count === 2 ? [0, 0] : [count, count])
  }
})

test('rows with more conditions on a path than a byte has bits are explained one by one', () => {
  const path = Array.from({ length: 9 }, (_, i) => i)
  const tree = {
    left_children: path.flatMap((i) => [2 * i + 2, -1]).concat(-1),
    right_children: path.flatMap((i) => [2 * i + 1, -1]).concat(-1),
    split_conditions: path.flatMap(() => [0.5, 1]).concat(2),
    split_indices: path.flatMap((i) => [i, 0]).concat(0),
    default_left: new Array(19).fill(0),
    sum_hessian: path.flatMap((i) => [20 - 2 * i, 1]).concat(1),
    tree_param: { num_nodes: '19' },
  }
  const learner_model_param = { base_score: '0.5', num_class: '0', num_feature: '9' }
  const gradient_booster = { name: 'gbtree', model: { tree_info: [0], trees: [tree] } }
  const learner = { gradient_booster, learner_model_param, objective: { name: 'reg:squarederror' } }
  const booster = parseBooster(JSON.stringify({ learner }), 'a model')
  const explainer = makeExplainer(booster, booster.covers!)
  const none = () => expect.fail('a row was explained')
  expect(explainTogether(explainer, new Float32Array(9 * 1000), 9, 9, none)).toBe(0)
  expect(explainMargins(booster, new Float32Array(9 * 1000)).contributions).toHaveLength(9000)
})
