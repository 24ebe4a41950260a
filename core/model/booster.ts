import { UserError } from '../errors.js'
import type { BoosterFile } from './boosterFile.js'
import { checkTree, type Refuse } from './checkTree.js'

/**
 * A gradient-boosted tree ensemble, flat: node `i` of all trees together stands at index `i` of each array.
 * A row walks from each tree's root, left where `value < threshold`, to a leaf, whose value is added to its group.
 */
export interface Booster {
  readonly objective: Objective
  readonly featureNames: readonly string[]
  readonly featureCount: number
  /** How many outputs a row has: a probability for each class, or one value. */
  readonly outputCount: number
  /** How many sums a row needs: one per class for softmax, otherwise one. */
  readonly groupCount: number
  /** The margin each group starts from. */
  readonly baseMargins: Float32Array
  readonly treeRoots: Int32Array
  readonly treeGroups: Int32Array
  /** Index of the feature that a node looks at; -1 marks a leaf. */
  readonly features: Int32Array
  /** A node's threshold, or a leaf's value. */
  readonly values: Float32Array
  /** A node's left child; the right one is the next index. */
  readonly lefts: Int32Array
  /** Which child a missing value goes to: 0 left, 1 right. */
  readonly defaultRight: Uint8Array
  /** The training rows that came to a node, weighted by their hessians; undefined where the file does not say. */
  readonly covers: Float32Array | undefined
}

/** Softmax over classes, logistic of two, or squared error of a number. */
export type Objective = 'multi:softprob' | 'binary:logistic' | 'reg:squarederror'

/**
 * Makes a booster of a file in XGBoost's JSON format whose shape is known (`parseBooster`). All its trees count, as in Python's
 * `Booster.predict`, even those after the best round when training stopped early.
 *
 * @param source what to call the file in messages
 * @throws UserError MODEL_INVALID saying what is wrong and where: arrays of unequal length, a child or feature out of range, a cycle,
 *   a leaf or threshold that is no finite float32, a cover that is negative or, of a parent, zero
 */
export function makeBooster({ learner }: BoosterFile, source: string): Booster {
  const refuse = (reason: string) => new UserError('MODEL_INVALID', `${source} is no model to serve: ${reason}.`)
  const { trees, tree_info: treeInfo } = learner.gradient_booster.model
  const objective = learner.objective.name
  const featureCount = Number(learner.learner_model_param.num_feature)
  const groupCount = objective === 'multi:softprob' ? Number(learner.learner_model_param.num_class) : 1
  const featureNames = learner.feature_names ?? []

  if (objective === 'multi:softprob' && groupCount < 2)
    throw refuse(`softmax needs classes, and num_class is ${groupCount}`)
  if (groupCount > trees.length) throw refuse(`there are ${trees.length} trees for ${groupCount} classes`)
  if (featureCount < 1) throw refuse('num_feature is 0')
  if (featureNames.length > 0 && featureNames.length !== featureCount) {
    throw refuse(`it names ${featureNames.length} features and num_feature is ${featureCount}`)
  }
  if (treeInfo.length !== trees.length)
    throw refuse(`tree_info has ${treeInfo.length} entries for ${trees.length} trees`)

  const nodeCount = trees.reduce((sum, tree) => sum + tree.left_children.length, 0)
  const booster = {
    objective,
    featureNames,
    featureCount,
    outputCount: objective === 'binary:logistic' ? 2 : groupCount,
    groupCount,
    baseMargins: baseMargins(learner.learner_model_param.base_score, objective, groupCount, refuse),
    treeRoots: new Int32Array(trees.length),
    treeGroups: Int32Array.from(treeInfo),
    features: new Int32Array(nodeCount),
    values: new Float32Array(nodeCount),
    lefts: new Int32Array(nodeCount),
    defaultRight: new Uint8Array(nodeCount),
    covers: trees.every((tree) => tree.sum_hessian) ? new Float32Array(nodeCount) : undefined,
  }
  let root = 0
  for (const [t, tree] of trees.entries()) {
    const refuseTree = (reason: string) => refuse(`tree ${t}: ${reason}`)
    if (treeInfo[t]! < 0 || treeInfo[t]! >= groupCount) {
      throw refuseTree(`its group ${treeInfo[t]} is not one of ${groupCount}`)
    }
    booster.treeRoots[t] = root
    const order = checkTree(tree, featureCount, refuseTree)
    // Breadth first, siblings stand side by side; the first pair comes after the root.
    let left = root + 1
    for (const [i, node] of order.entries()) {
      const isLeaf = tree.left_children[node] === -1
      booster.features[root + i] = isLeaf ? -1 : tree.split_indices[node]!
      booster.values[root + i] = tree.split_conditions[node]!
      booster.lefts[root + i] = isLeaf ? -1 : left
      booster.defaultRight[root + i] = tree.default_left[node] ? 0 : 1
      if (booster.covers) booster.covers[root + i] = tree.sum_hessian![node]!
      if (!isLeaf) left += 2
    }
    root += order.length
  }
  return booster
}

/**
 * As text: one number, or since XGBoost 3.1 a list of one for each group. XGBoost keeps the base score as the objective's output: a
 * probability for logistic, else a margin.
 */
function baseMargins(text: string, objective: Objective, groupCount: number, refuse: Refuse): Float32Array {
  const refuseText = () =>
    refuse(`base_score is ${JSON.stringify(text.slice(0, 80))}, which ${objective} can't start from`)
  const scores = baseScores(text)
  if (!scores || (scores.length !== 1 && scores.length !== groupCount)) throw refuseText()
  return Float32Array.from({ length: groupCount }, (_, group) => {
    const score = scores.length === 1 ? scores[0]! : scores[group]!
    const { fround, log } = Math
    // In float32 as XGBoost does it: near 1 that is far from the exact logit.
    const margin = objective === 'binary:logistic' ? fround(-log(fround(fround(1 / score) - 1))) : score
    if (!Number.isFinite(margin)) throw refuseText()
    return margin
  })
}

function baseScores(text: string): number[] | undefined {
  try {
    const scores: unknown[] = [JSON.parse(text)].flat()
    return scores.every((score) => typeof score === 'number') ? scores.map(Math.fround) : undefined
  } catch {
    return undefined
  }
}
