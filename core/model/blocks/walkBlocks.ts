import type { Booster } from '../booster.js'
import { type Forks, forksOf } from './forks.js'
import { sumLeaves } from './leafSums.js'
import { walkBlock } from './paths.js'
import { answerBlock, BLOCK_ROWS, type Questions, questionsOf } from './questions.js'

/** With fewer rows a block takes longer than they take without. */
export const FEWEST_ROWS = 16

/**
 * Adds up the leaves of rows, in the order of the trees: 32 rows at a time, each a bit of a word, so that they take a step down a tree by one
 * `and`.
 *
 * @param rows row by row; NaN is a missing value
 * @param margins gets the sums row by row, one for each group
 * @returns how many rows it took: fewer than sixteen at the end are left, and all where the trees are too deep or too many
 */
export function walkBlocks(booster: Booster, rows: Float32Array, margins: Float32Array): number {
  const { featureCount, groupCount } = booster
  const rowCount = rows.length / featureCount
  if (rowCount < FEWEST_ROWS) return 0
  const blocks = blocksOf(booster)
  if (!blocks) return 0
  const { questions, forks, groupStarts, answers, masks, paths, sums } = blocks
  let row = 0
  for (; rowCount - row >= FEWEST_ROWS; row += BLOCK_ROWS) {
    const offset = row * featureCount
    if (rowCount - row >= BLOCK_ROWS) answerBlock(questions, rows, offset, featureCount, answers)
    else {
      const padded = new Float32Array(BLOCK_ROWS * featureCount)
      padded.set(rows.subarray(offset))
      answerBlock(questions, padded, 0, featureCount, answers)
    }
    walkBlock(forks, answers, masks, paths)
    sumLeaves(forks, groupStarts, paths, sums)
    margins.set(sums.subarray(0, (rowCount - row) * groupCount), row * groupCount)
  }
  return Math.min(row, rowCount)
}

interface Blocks {
  questions: Questions
  forks: Forks
  /** Where the trees of each group begin, in the order of the forks. */
  groupStarts: Int32Array
  /** What each block is worked out in. */
  answers: Int32Array
  masks: Int32Array
  paths: Int32Array
  sums: Float32Array
}

/** Made when a booster predicts many rows for the first time; undefined where it can't be. */
const made = new WeakMap<Booster, Blocks | undefined>()

function blocksOf(booster: Booster): Blocks | undefined {
  if (!made.has(booster)) made.set(booster, makeBlocks(booster))
  return made.get(booster)
}

function makeBlocks(booster: Booster): Blocks | undefined {
  const { treeGroups, groupCount } = booster
  const ofGroups = Array.from({ length: groupCount }, (): number[] => [])
  for (const [tree, group] of treeGroups.entries()) ofGroups[group]!.push(tree)
  const questions = questionsOf(booster)
  const forks = questions && forksOf(booster, questions, ofGroups.flat())
  if (!forks) return undefined
  const groupStarts = new Int32Array(groupCount + 1)
  for (const [group, trees] of ofGroups.entries()) groupStarts[group + 1] = groupStarts[group]! + trees.length
  return {
    questions,
    forks,
    groupStarts,
    answers: new Int32Array(questions.thresholds.length),
    masks: new Int32Array(forks.maskCount),
    paths: new Int32Array(8 * treeGroups.length),
    sums: new Float32Array(BLOCK_ROWS * groupCount),
  }
}
