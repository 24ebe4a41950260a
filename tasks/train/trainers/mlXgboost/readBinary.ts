import type { Objective } from '../../../../core/model/booster.js'
import { float } from '../floats.js'
import { decodeThreshold } from './missing.js'

/** Sizes in bytes of what XGBoost 0.7 writes; its source: learner.cc, gbtree.cc and tree_model.h of that release. */
const LEARNER_PARAM = 136
const GBTREE_PARAM = 160
const TREE_PARAM = 148
const NODE = 20
const NODE_STAT = 16

/** Top bit of a node's split index: a missing value goes left. */
const DEFAULT_LEFT = 0x8000_0000

/** What training should have made; XGBoost 0.7 fails in silence. */
export interface ModelInfo {
  objective: Objective
  /** What XGBoost 0.7 calls the objective. */
  nameThen: string
  columns: readonly string[]
  /** 0 of a number. */
  classCount: number
  /** What was taken off the labels of a number before training, which then started from 0; undefined of classes. */
  center?: number | undefined
  /** What they were multiplied by after it: a power of two. */
  scale?: number
  treeCount: number
}

/**
 * Reads a model in XGBoost 0.7's binary format.
 *
 * @returns trees in the JSON format's own words, the group of each, and the margin that all start from
 * @throws Error when it is not what the training should have made
 */
export function readBinary(binary: Uint8Array, info: ModelInfo) {
  const view = new DataView(binary.buffer, binary.byteOffset, binary.byteLength)
  let at = LEARNER_PARAM
  const readString = () => {
    const length = Number(view.getBigUint64(at, true))
    const text = String.fromCharCode(...binary.subarray(at + 8, at + 8 + length))
    at += 8 + length
    return text
  }
  const expect = (what: string, found: unknown, expected: unknown) => {
    if (found !== expected) throw new Error(`ml-xgboost's model is wrong: ${what} is ${found}, not ${expected}`)
  }

  expect('the number of features', view.getUint32(4, true), info.columns.length)
  if (info.center !== undefined) expect('the base score', view.getFloat32(0, true), 0)
  expect('the objective', readString(), info.nameThen)
  expect('the booster', readString(), 'gbtree')
  expect('the number of trees', view.getInt32(at, true), info.treeCount)
  at += GBTREE_PARAM
  const trees = []
  for (let id = 0; id < info.treeCount; id++) {
    const nodeCount = view.getInt32(at + 4, true)
    const nodes = at + TREE_PARAM
    const stats = nodes + nodeCount * NODE
    trees.push(readTree(view, id, nodes, stats, info))
    at = stats + nodeCount * NODE_STAT
  }
  const groups = trees.map((_, tree) => view.getInt32(at + tree * 4, true))
  expect('its length', at + trees.length * 4, binary.byteLength)
  return { trees, groups, baseMargin: view.getFloat32(0, true) }
}

/** A tree in the JSON format's own words. Pruned nodes, which the binary keeps as holes, are left out. */
function readTree(view: DataView, id: number, nodes: number, stats: number, { columns, scale = 1 }: ModelInfo) {
  const leftOf = (node: number) => view.getInt32(nodes + node * NODE + 4, true)
  const rightOf = (node: number) => view.getInt32(nodes + node * NODE + 8, true)
  const splitOf = (node: number) => view.getUint32(nodes + node * NODE + 12, true)
  const isLeaf = (node: number) => leftOf(node) === -1
  const conditionOf = (node: number) => {
    const value = view.getFloat32(nodes + node * NODE + 16, true)
    return float(isLeaf(node) ? value / scale : decodeThreshold(value))
  }
  const statOf = (node: number, field: number, by = 1) =>
    float(view.getFloat32(stats + node * NODE_STAT + field * 4, true) / by)

  // Breadth first from the root; `order` grows while it is read.
  const order = [0]
  const parents = [2147483647]
  const lefts: number[] = []
  for (let i = 0; i < order.length; i++) {
    const node = order[i]!
    lefts.push(isLeaf(node) ? -1 : order.length)
    if (isLeaf(node)) continue
    order.push(leftOf(node), rightOf(node))
    parents.push(i, i)
  }
  return {
    base_weights: order.map((node) => statOf(node, 2, scale)),
    categories: [],
    categories_nodes: [],
    categories_segments: [],
    categories_sizes: [],
    default_left: order.map((node) => (!isLeaf(node) && splitOf(node) >= DEFAULT_LEFT ? 1 : 0)),
    id,
    left_children: lefts,
    loss_changes: order.map((node) => statOf(node, 0, scale ** 2)),
    parents,
    right_children: lefts.map((left) => (left === -1 ? -1 : left + 1)),
    split_conditions: order.map(conditionOf),
    split_indices: order.map((node) => (isLeaf(node) ? 0 : splitOf(node) % DEFAULT_LEFT)),
    split_type: order.map(() => 0),
    sum_hessian: order.map((node) => statOf(node, 1)),
    tree_param: {
      num_deleted: '0',
      num_feature: String(columns.length),
      num_nodes: String(order.length),
      size_leaf_vector: '0',
    },
  }
}
