import type { Forks } from './forks.js'

const { fround } = Math

/**
 * Adds up the leaves that a block of rows comes to, in the order of the trees, as float32: eight rows at a time, since an addition waits
 * for the one before it.
 *
 * @param groupStarts the trees of each group
 * @param paths as `walkBlock` made them
 * @param sums gets them row by row, one for each group
 */
export function sumLeaves(
  { leafStarts, leaves }: Forks,
  groupStarts: Int32Array,
  paths: Int32Array,
  sums: Float32Array,
) {
  const treeCount = leafStarts.length
  const groupCount = groupStarts.length - 1
  for (let group = 0; group < groupCount; group++) {
    const end = groupStarts[group + 1]!
    for (let row = 0; row < 8; row += 2) {
      let a0 = 0
      let a1 = 0
      let a2 = 0
      let a3 = 0
      let b0 = 0
      let b1 = 0
      let b2 = 0
      let b3 = 0
      for (let tree = groupStarts[group]!; tree < end; tree++) {
        const pathsA = paths[row * treeCount + tree]!
        const pathsB = paths[(row + 1) * treeCount + tree]!
        const start = leafStarts[tree]!
        a0 = fround(a0 + leaves[start + (pathsA & 0xff)]!)
        b0 = fround(b0 + leaves[start + (pathsB & 0xff)]!)
        a1 = fround(a1 + leaves[start + ((pathsA >>> 8) & 0xff)]!)
        b1 = fround(b1 + leaves[start + ((pathsB >>> 8) & 0xff)]!)
        a2 = fround(a2 + leaves[start + ((pathsA >>> 16) & 0xff)]!)
        b2 = fround(b2 + leaves[start + ((pathsB >>> 16) & 0xff)]!)
        a3 = fround(a3 + leaves[start + (pathsA >>> 24)]!)
        b3 = fround(b3 + leaves[start + (pathsB >>> 24)]!)
      }
      const at = row * groupCount + group
      sums[at] = a0
      sums[at + 8 * groupCount] = a1
      sums[at + 16 * groupCount] = a2
      sums[at + 24 * groupCount] = a3
      sums[at + groupCount] = b0
      sums[at + 9 * groupCount] = b1
      sums[at + 17 * groupCount] = b2
      sums[at + 25 * groupCount] = b3
    }
  }
}
