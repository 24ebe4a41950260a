import { mulberry32 } from '../../core/random.js'
import { indexOfMax } from '../evaluation/metrics.js'
import { groupEqual, type Problem } from './problem.js'

/**
 * Deals rows to folds so that each fold has each class in the same proportion, give or take a row. Rows of equal features go
 * into one fold, else a model would be judged by rows that it has learned: the greedy way of scikit-learn's StratifiedGroupKFold.
 *
 * @returns the fold of each row, from 0; the same for the same rows and seed
 */
export function stratifiedFolds(problem: Problem, foldCount: number, seed: number): Uint8Array {
  const { labels, classCount } = problem
  const { groupOf, groupCount } = groupEqual(problem)
  // Of each group its rows of each class.
  const counts = new Uint32Array(groupCount * classCount)
  for (const [row, group] of groupOf.entries()) counts[group * classCount + labels[row]!]!++
  const classesOf = (group: number) => counts.subarray(group * classCount, (group + 1) * classCount)
  const sizes = new Uint32Array(groupCount)
  const byClass = Array.from({ length: classCount }, (): number[] => [])
  for (let group = 0; group < groupCount; group++) {
    sizes[group] = classesOf(group).reduce((a, b) => a + b, 0)
    byClass[indexOfMax(classesOf(group))]!.push(group)
  }

  const random = mulberry32(seed)
  const folds = Array.from({ length: foldCount }, () => ({ size: 0, classes: new Uint32Array(classCount) }))
  const foldOf = new Uint8Array(groupCount)
  for (const [c, groups] of byClass.entries()) {
    shuffle(groups, random)
    // The large first: the small ones then even out. Each goes where its class is the rarest; of equals, into the smallest fold.
    for (const group of groups.sort((a, b) => sizes[b]! - sizes[a]!)) {
      let least = 0
      for (let fold = 1; fold < foldCount; fold++) {
        const difference = folds[fold]!.classes[c]! - folds[least]!.classes[c]!
        if (difference < 0 || (difference === 0 && folds[fold]!.size < folds[least]!.size)) least = fold
      }
      foldOf[group] = least
      folds[least]!.size += sizes[group]!
      for (const [i, count] of classesOf(group).entries()) folds[least]!.classes[i]! += count
    }
  }
  return Uint8Array.from(groupOf, (group) => foldOf[group]!)
}

/** Fisher and Yates's shuffle, in place. */
function shuffle(items: number[], random: () => number) {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}
