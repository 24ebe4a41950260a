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
  const rowsOf = membersOf(groupOf, groupCount)

  // Each group belongs to the stratum of most of its rows.
  const stratumOfGroup = new Uint32Array(groupCount)
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
    stratumOfGroup[group] = most
  }

  const random = mulberry32(seed)
  const folds = Array.from({ length: foldCount }, () => ({ size: 0, strata: new Uint32Array(strataCount) }))
  const foldOf = new Uint8Array(groupCount)
  const groupsOf = membersOf(stratumOfGroup, strataCount)
  for (let stratum = 0; stratum < strataCount; stratum++) {
    const groups = groupsOf(stratum)
    shuffle(groups, random)
    // Large groups first, so that small ones even out. Each goes where its class is rarest; on a tie, into the smallest fold.
    for (const group of largestFirst(groups, sizes)) {
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

/** The members of each set, in order, of a list that has the set of each member. */
function membersOf(setOf: Uint32Array, setCount: number): (set: number) => Uint32Array {
  const starts = new Uint32Array(setCount + 1)
  for (const set of setOf) starts[set]!++
  // For now where each set ends: it is filled from there.
  for (let set = 1; set <= setCount; set++) starts[set]! += starts[set - 1]!
  const members = new Uint32Array(setOf.length)
  for (let member = setOf.length - 1; member >= 0; member--) members[--starts[setOf[member]!]!] = member
  return (set) => members.subarray(starts[set], starts[set + 1])
}

/** Groups by size; those of one size stay in order. Of millions, nearly all of one row, a sort would take long and copies of them all. */
function largestFirst(groups: Uint32Array, sizes: Uint32Array): Uint32Array {
  let largest = 0
  for (const group of groups) largest = Math.max(largest, sizes[group]!)
  const bySize = membersOf(
    groups.map((group) => largest - sizes[group]!),
    largest + 1,
  )
  const sorted = new Uint32Array(groups.length)
  let at = 0
  for (let rank = 0; rank <= largest; rank++) for (const i of bySize(rank)) sorted[at++] = groups[i]!
  return sorted
}
