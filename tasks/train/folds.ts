import { mulberry32, shuffle } from '../../core/random.js'
import { groupEqual, type Problem } from '../problem.js'

/**
 * Deals rows to folds so that each fold has each class in the same proportion, give or take a row; for a number there is one stratum.
 * Rows with equal features go into one fold, or a model would be judged on rows that it has learned. The method is the greedy one of
 * scikit-learn's StratifiedGroupKFold.
 *
 * @returns the fold of each row, from 0; the same for the same rows and seed
 */
export function stratifiedFolds(problem: Problem, foldCount: number, seed: number): Uint8Array {
  const { groupOf, groupCount } = groupEqual(problem)
  const strataCount = Math.max(1, problem.classCount)
  const stratumOf = (row: number) => (problem.kind === 'classes' ? problem.labels[row]! : 0)
  const rowsOf = byGroup(groupOf, groupCount)

  // Each group belongs to the stratum of most of its rows.
  const byStratum = Array.from({ length: strataCount }, (): number[] => [])
  const counts = new Uint32Array(strataCount)
  const sizes = new Uint32Array(groupCount)
  for (let group = 0; group < groupCount; group++) {
    const rows = rowsOf(group)
    for (const row of rows) counts[stratumOf(row)]!++
    let most = stratumOf(rows[0]!)
    for (const row of rows) {
      const stratum = stratumOf(row)
      const more = counts[stratum]! - counts[most]!
      if (more > 0 || (more === 0 && stratum < most)) most = stratum
    }
    for (const row of rows) counts[stratumOf(row)] = 0
    sizes[group] = rows.length
    byStratum[most]!.push(group)
  }

  const random = mulberry32(seed)
  const folds = Array.from({ length: foldCount }, () => ({ size: 0, strata: new Uint32Array(strataCount) }))
  const foldOf = new Uint8Array(groupCount)
  for (const [stratum, groups] of byStratum.entries()) {
    shuffle(groups, random)
    // Large groups first, so that small ones even out. Each goes where its class is rarest; on a tie, into the smallest fold.
    for (const group of groups.sort((a, b) => sizes[b]! - sizes[a]!)) {
      let least = 0
      for (let fold = 1; fold < foldCount; fold++) {
        const difference = folds[fold]!.strata[stratum]! - folds[least]!.strata[stratum]!
        if (difference < 0 || (difference === 0 && folds[fold]!.size < folds[least]!.size)) least = fold
      }
      foldOf[group] = least
      folds[least]!.size += sizes[group]!
      for (const row of rowsOf(group)) folds[least]!.strata[stratumOf(row)]!++
    }
  }
  return Uint8Array.from(groupOf, (group) => foldOf[group]!)
}

/** The rows of each group, in order. */
function byGroup(groupOf: Uint32Array, groupCount: number): (group: number) => Uint32Array {
  const starts = new Uint32Array(groupCount + 1)
  for (const group of groupOf) starts[group + 1]!++
  for (let group = 0; group < groupCount; group++) starts[group + 1]! += starts[group]!
  const next = starts.slice()
  const rows = new Uint32Array(groupOf.length)
  for (const [row, group] of groupOf.entries()) rows[next[group]!++] = row
  return (group) => rows.subarray(starts[group], starts[group + 1])
}
