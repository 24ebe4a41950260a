import { mulberry32 } from '../random.js'

/**
 * Deals rows to folds so that each fold has each class in the same proportion, give or take a row.
 *
 * @param labels the class of each row
 * @returns the fold of each row, from 0; the same for the same labels and seed
 */
export function stratifiedFolds(labels: Int32Array, foldCount: number, seed: number): Uint8Array {
  const random = mulberry32(seed)
  const folds = new Uint8Array(labels.length)
  const byClass = new Map<number, number[]>()
  for (const [row, label] of labels.entries()) {
    const rows = byClass.get(label)
    if (rows) rows.push(row)
    else byClass.set(label, [row])
  }
  // Dealing goes on where the class before stopped, so that the folds' sizes differ by one row at most.
  let next = 0
  for (const [, rows] of [...byClass].sort(([a], [b]) => a - b)) {
    shuffle(rows, random)
    for (const row of rows) folds[row] = next++ % foldCount
  }
  return folds
}

/** Fisher and Yates's shuffle, in place. */
function shuffle(items: number[], random: () => number) {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}
