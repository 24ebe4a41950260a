import type { Forks } from './forks.js'
import { transpose } from './transpose.js'

/**
 * Sends a block of rows down all trees. Each node has a mask of the rows that come there; those of them that say yes go right. Gathered
 * level by level, that is each row's path: bit `l` says whether it went right at level `l`.
 *
 * @param masks what it works in
 * @param paths gets eight words a tree: byte `b` of word `w`, which stands at `w` times the count of trees, is the path of row 8 `b` + `w`
 */
export function walkBlock(
  { words, starts, leafStarts: { length: treeCount } }: Forks,
  answers: Int32Array,
  masks: Int32Array,
  paths: Int32Array,
) {
  masks[0] = -1
  for (let tree = 0; tree < treeCount; tree++) {
    let l0 = 0
    let l1 = 0
    let l2 = 0
    let l3 = 0
    let l4 = 0
    let l5 = 0
    let l6 = 0
    let l7 = 0
    // A loop for each pair of levels, not one for all: the sums of a batch are there in 15 % less time.
    let mask = 1
    let at = starts[5 * tree]!
    for (const end = starts[5 * tree + 1]!; at < end; at += 2) {
      const upper = words[at]!
      const lower = words[at + 1]!
      const rows = masks[upper >>> 16]!
      const right = rows & answers[upper & 0xffff]!
      const left = rows ^ right
      const leftRight = left & answers[lower >>> 16]!
      const rightRight = right & answers[lower & 0xffff]!
      l0 |= right
      l1 |= leftRight | rightRight
      masks[mask] = left ^ leftRight
      masks[mask + 1] = leftRight
      masks[mask + 2] = right ^ rightRight
      masks[mask + 3] = rightRight
      mask += 4
    }
    for (const end = starts[5 * tree + 2]!; at < end; at += 2) {
      const upper = words[at]!
      const lower = words[at + 1]!
      const rows = masks[upper >>> 16]!
      const right = rows & answers[upper & 0xffff]!
      const left = rows ^ right
      const leftRight = left & answers[lower >>> 16]!
      const rightRight = right & answers[lower & 0xffff]!
      l2 |= right
      l3 |= leftRight | rightRight
      masks[mask] = left ^ leftRight
      masks[mask + 1] = leftRight
      masks[mask + 2] = right ^ rightRight
      masks[mask + 3] = rightRight
      mask += 4
    }
    for (const end = starts[5 * tree + 3]!; at < end; at += 2) {
      const upper = words[at]!
      const lower = words[at + 1]!
      const rows = masks[upper >>> 16]!
      const right = rows & answers[upper & 0xffff]!
      const left = rows ^ right
      const leftRight = left & answers[lower >>> 16]!
      const rightRight = right & answers[lower & 0xffff]!
      l4 |= right
      l5 |= leftRight | rightRight
      masks[mask] = left ^ leftRight
      masks[mask + 1] = leftRight
      masks[mask + 2] = right ^ rightRight
      masks[mask + 3] = rightRight
      mask += 4
    }
    for (const end = starts[5 * tree + 4]!; at < end; at += 2) {
      const upper = words[at]!
      const lower = words[at + 1]!
      const rows = masks[upper >>> 16]!
      const right = rows & answers[upper & 0xffff]!
      const left = rows ^ right
      const leftRight = left & answers[lower >>> 16]!
      const rightRight = right & answers[lower & 0xffff]!
      l6 |= right
      l7 |= leftRight | rightRight
    }
    transpose(l0, l1, l2, l3, l4, l5, l6, l7, paths, tree, treeCount)
  }
}
