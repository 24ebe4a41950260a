import type { Booster } from '../booster.js'
import type { Questions } from './questions.js'

/** Levels of nodes, as many as a path has bits. */
const MOST_LEVELS = 8
/** Eight megabytes. */
const MOST_LEAVES = 1 << 20

/**
 * Trees as forks: a fork is a node with its two children, and four forks or leaves hang on it. It is two words: where the mask of its rows
 * is and its node's question; its left child's question and its right child's. A tree's forks stand level by level.
 */
export interface Forks {
  words: Int32Array
  /** Where the words of each of a tree's four levels begin and, as a fifth entry, where they end. */
  starts: Int32Array
  /** How many masks the largest tree needs. */
  maskCount: number
  /** Where the leaves of each tree begin. */
  leafStarts: Int32Array
  /** The value of each tree's leaves, by the path that leads there. */
  leaves: Float64Array
}

/** @param trees in which order; undefined where a tree has more than eight levels, or all have too many leaves */
export function forksOf(booster: Booster, { ofNodes }: Questions, trees: readonly number[]): Forks | undefined {
  const { features, values, lefts, treeRoots } = booster
  const words: number[] = []
  const starts: number[] = []
  const leaves: number[] = []
  const leafStarts: number[] = []
  let maskCount = 1
  for (const tree of trees) {
    let masks = 1
    const ofPaths: number[] = []
    let waiting = [{ node: treeRoots[tree]!, mask: 0, path: 0 }]
    for (let level = 0; level < MOST_LEVELS; level += 2) {
      starts.push(words.length)
      const below: typeof waiting = []
      for (const { node, mask, path } of waiting) {
        if (features[node]! < 0) {
          ofPaths[path] = values[node]!
          continue
        }
        const left = lefts[node]!
        words.push((mask << 16) | ofNodes[node]!, (ofNodes[left]! << 16) | ofNodes[left + 1]!)
        for (const side of [0, 1]) {
          const child = left + side
          const on = path | (side << level)
          // All rows of a leaf go left below it.
          if (features[child]! < 0) ofPaths[on] = values[child]!
          else {
            below.push({ node: lefts[child]!, mask: masks + 2 * side, path: on })
            below.push({ node: lefts[child]! + 1, mask: masks + 2 * side + 1, path: on | (2 << level) })
          }
        }
        masks += 4
      }
      waiting = below
    }
    starts.push(words.length)
    for (const { node, path } of waiting) {
      if (features[node]! >= 0) return undefined
      ofPaths[path] = values[node]!
    }
    leafStarts.push(leaves.length)
    for (let path = 0; path < ofPaths.length; path++) leaves.push(ofPaths[path] ?? 0)
    if (leaves.length > MOST_LEAVES) return undefined
    maskCount = Math.max(maskCount, masks)
  }
  return {
    words: Int32Array.from(words),
    starts: Int32Array.from(starts),
    maskCount,
    leafStarts: Int32Array.from(leafStarts),
    leaves: Float64Array.from(leaves),
  }
}
