import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/freshDatabase.js'
import { trainModel } from '../../test/trainedModel.js'
import { parseBooster } from './parseBooster.js'
import { predictOutputs } from './scores.js'

const modelsDir = temporaryFolder()
let text = ''
beforeAll(async () => {
  const { folder } = await trainModel(modelsDir)
  text = readFileSync(join(folder, 'species.json'), 'utf8')
})

// biome-ignore lint/suspicious/noExplicitAny: a model file, taken apart and damaged
type Json = any
const read = (value: string) => parseBooster(value, 'species.json')

test('reads what training wrote', () => {
  expect(read(text)).toMatchObject({ objective: 'multi:softprob', featureCount: 4, outputCount: 3, groupCount: 3 })
})

const model = (json: Json) => json.learner.gradient_booster.model
const tree = (json: Json) => model(json).trees[1]
const last = (json: Json) => tree(json).left_children.length - 1

test.each<[string, (json: Json) => void, RegExp]>([
  ['another shape', (json) => delete json.learner, /learner: /],
  ['another booster', (json) => (json.learner.gradient_booster.name = 'dart'), /name: must be gbtree/],
  [
    'another objective',
    (json) => (json.learner.objective.name = 'reg:absoluteerror'),
    /objective.name: must be multi:softprob/,
  ],
  ['no tree', (json) => (model(json).trees = []), /trees: holds no tree/],
  ['no class', (json) => (json.learner.learner_model_param.num_class = '0'), /num_class is 0/],
  [
    'more classes than trees',
    (json) => (json.learner.learner_model_param.num_class = '999999999'),
    /trees for 999999999/,
  ],
  ['no feature', (json) => (json.learner.learner_model_param.num_feature = '0'), /num_feature is 0/],
  ['fewer features than names', (json) => json.learner.feature_names.pop(), /names 3 features and num_feature is 4/],
  [
    'fewer features than splits',
    (json) => {
      json.learner.learner_model_param.num_feature = '1'
      json.learner.feature_names = []
    },
    /asks for feature \d of 1/,
  ],
  [
    'a base score that is no number',
    (json) => (json.learner.learner_model_param.base_score = 'high'),
    /base_score is "high", which multi:softprob can't start from/,
  ],
  [
    'base scores for other classes',
    (json) => (json.learner.learner_model_param.base_score = '[1,2]'),
    /base_score is "\[1,2\]"/,
  ],
  ['too few groups', (json) => model(json).tree_info.pop(), /tree_info has \d+ entries for \d+ trees/],
  ['a group that is not there', (json) => (model(json).tree_info[1] = 3), /tree 1: its group 3 is not one of 3/],
  ['a wrong node count', (json) => (tree(json).tree_param.num_nodes = '999'), /tree 1: num_nodes is 999/],
  ['a short array', (json) => tree(json).split_indices.pop(), /tree 1: split_indices has/],
  [
    'leaves that are vectors',
    (json) => (tree(json).tree_param.size_leaf_vector = '3'),
    /trees.1.tree_param.size_leaf_vector: its leaves hold vectors/,
  ],
  ['categories', (json) => (tree(json).split_type[0] = 1), /tree 1: it splits on categories/],
  [
    'a child beyond the end',
    (json) => (tree(json).left_children[0] = 9999),
    /tree 1: node 0 has a child 9999 that is not there/,
  ],
  ['a negative child', (json) => (tree(json).right_children[0] = -7), /node 0 has a child -7/],
  ['a cycle', (json) => (tree(json).left_children[0] = 0), /node 0 has a child 0/],
  ['a shared branch', (json) => (tree(json).right_children[0] = tree(json).left_children[0]), /is reached twice/],
  [
    'a loose node',
    (json) => {
      for (const name of ['left_children', 'right_children', 'split_conditions', 'split_indices', 'default_left']) {
        tree(json)[name].push(name.endsWith('children') ? -1 : 0)
      }
      tree(json).tree_param.num_nodes = String(last(json) + 1)
      delete tree(json).split_type
    },
    /1 of its nodes are never reached/,
  ],
  ['a leaf beyond float32', (json) => (tree(json).split_conditions[last(json)] = 1e39), /holds no finite number/],
  ['covers for other nodes', (json) => tree(json).sum_hessian.pop(), /sum_hessian has \d+ entries for \d+ nodes/],
  ['a negative cover', (json) => (tree(json).sum_hessian[last(json)] = -1), /has a sum_hessian of -1/],
  ['a cover beyond float32', (json) => (tree(json).sum_hessian[0] = 1e39), /node 0 has a sum_hessian of 1e\+39/],
  ['a parent without cover', (json) => (tree(json).sum_hessian[0] = 0), /node 0 has children and a sum_hessian of 0/],
  [
    'a parent whose children have no cover',
    (json) => {
      for (const side of ['left_children', 'right_children']) tree(json).sum_hessian[tree(json)[side][0]] = 0
    },
    /has children and a sum_hessian of 0/,
  ],
  ['a fractional child', (json) => (tree(json).left_children[0] = 1.5), /left_children/],
  ['a text for a number', (json) => (tree(json).split_conditions[0] = 'x'), /split_conditions/],
])('refuses %s in a sentence', (_, damage, message) => {
  const json = JSON.parse(text)
  damage(json)
  expect(() => read(JSON.stringify(json))).toThrow(message)
  expect(() => read(JSON.stringify(json))).toThrow(/^species.json is no model to serve: /)
})

test.each([
  '',
  ' ',
  '[,,]',
  '[0.5',
  '0.5]',
  '[]',
  '[[0.5,0.5,0.5]]',
  '0x10',
  '1_0',
  'Infinity',
  'NaN',
  'null',
  '[null,1,2]',
  '1e39',
  '[0,0,1e39]',
  '"0.5"',
  '0.5,0.5,0.5',
  '[1,2,3,4]',
])('the base score %j is no number', (score) => {
  const json = JSON.parse(text)
  json.learner.learner_model_param.base_score = score
  expect(() => read(JSON.stringify(json))).toThrow(`base_score is ${JSON.stringify(score)}`)
})

test.each(['0.5', '5E-1', '-5e-01', '5.000000E-1', '[5E-1]', '[5E-1,5E-1,5E-1]', '[-3.3598953E-1,0E0,1]'])(
  'the base score %j is one',
  (score) => {
    const json = JSON.parse(text)
    json.learner.learner_model_param.base_score = score
    const [first] = read(JSON.stringify(json)).baseMargins
    expect(first).toBe(Math.fround(Number(/[^[,]+/.exec(score)![0].replace(']', ''))))
  },
)

test('covers are read in the order of the nodes, and may be lacking', () => {
  const booster = read(text)
  for (const [node, left] of booster.lefts.entries()) {
    if (left === -1) continue
    const sum = booster.covers![left]! + booster.covers![left + 1]!
    expect(Math.abs(sum / booster.covers![node]! - 1)).toBeLessThan(1e-5)
  }
  const json = JSON.parse(text)
  delete tree(json).sum_hessian
  expect(read(JSON.stringify(json)).covers).toBeUndefined()
})

test('refuses NaN, a cut file and what is no JSON', () => {
  expect(() => read(text.replace(/"split_conditions":\[[^,]+/, '"split_conditions":[NaN'))).toThrow(/it is not JSON/)
  expect(() => read(text.slice(0, 1000))).toThrow(/it is not JSON/)
  expect(() => read('')).toThrow(/it is not JSON/)
})

test('any flipped bit is refused or gives probabilities, never a crash or a hang', () => {
  const bytes = Buffer.from(text)
  for (let i = 0; i < 300; i++) {
    const at = (i * 7919) % bytes.length
    bytes[at]! ^= 1 << (i % 8)
    try {
      const row = Float32Array.of(39.1, 18.7, 181, 3750)
      const booster = read(bytes.toString())
      if (booster.featureCount === 4) expect(predictOutputs(booster, row).every((p) => p >= 0 && p <= 1)).toBe(true)
    } catch (error) {
      expect(error).toMatchObject({ code: 'MODEL_INVALID' })
    }
    bytes[at]! ^= 1 << (i % 8)
  }
})
