import type { UserError } from '../errors.js'
import type { BoosterFile } from './boosterFile.js'

/** Makes an error of what is wrong, and where. */
export type Refuse = (reason: string) => UserError

type Tree = BoosterFile['learner']['gradient_booster']['model']['trees'][number]

/**
 * Checks what a schema can't: that the nodes form a tree.
 *
 * @returns the nodes, breadth first
 */
export function checkTree(tree: Tree, featureCount: number, refuse: Refuse): number[] {
  const count = tree.left_children.length
  if (Number(tree.tree_param.num_nodes) !== count || count === 0) {
    throw refuse(`num_nodes is ${tree.tree_param.num_nodes} and there are ${count} nodes`)
  }
  const arrays = ['right_children', 'split_conditions', 'split_indices', 'default_left'] as const
  for (const name of arrays) {
    if (tree[name].length !== count) throw refuse(`${name} has ${tree[name].length} entries for ${count} nodes`)
  }
  if (tree.split_type?.some((type) => type !== 0)) throw refuse('it splits on categories; train on numbers alone')

  // Every node is reached from the root exactly once: no cycle, no shared branch, no loose node.
  const reached = new Uint8Array(count)
  const order = [0]
  for (const node of order) {
    if (reached[node]) throw refuse(`node ${node} is reached twice`)
    reached[node] = 1
    if (!Number.isFinite(Math.fround(tree.split_conditions[node]!))) throw refuse(`node ${node} holds no finite number`)
    const [left, right] = [tree.left_children[node]!, tree.right_children[node]!]
    if (left === -1 && right === -1) continue
    for (const child of [left, right]) {
      if (child <= 0 || child >= count) throw refuse(`node ${node} has a child ${child} that is not there`)
    }
    const feature = tree.split_indices[node]!
    if (feature < 0 || feature >= featureCount) {
      throw refuse(`node ${node} asks for feature ${feature} of ${featureCount}`)
    }
    order.push(left, right)
  }
  if (order.length < count) throw refuse(`${count - order.length} of its nodes are never reached`)
  if (tree.sum_hessian) checkCovers(tree, tree.sum_hessian, refuse)
  return order
}

/** Explanations divide by the covers of parents. */
function checkCovers(tree: Tree, sums: number[], refuse: Refuse) {
  const { left_children: lefts, right_children: rights } = tree
  if (sums.length !== lefts.length) throw refuse(`sum_hessian has ${sums.length} entries for ${lefts.length} nodes`)
  const covers = Float32Array.from(sums)
  for (const [node, cover] of covers.entries()) {
    if (!(cover >= 0 && cover < Number.POSITIVE_INFINITY)) {
      throw refuse(`node ${node} has a sum_hessian of ${sums[node]}`)
    }
    if (lefts[node] === -1) continue
    if (cover === 0 || covers[lefts[node]!]! + covers[rights[node]!]! === 0) {
      throw refuse(`node ${node} has children and a sum_hessian of 0`)
    }
  }
}
