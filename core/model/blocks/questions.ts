import type { Booster } from '../booster.js'

/** A block is so many rows: one for each bit of a word. */
export const BLOCK_ROWS = 32

/** The place of a question is half a word. */
const MOST_QUESTIONS = 0xffff

/** What asks: of a booster its nodes. */
export type Asking = Pick<Booster, 'features' | 'values' | 'defaultRight'>

/**
 * All that is asked, each question once: is the feature at least the threshold? Questions about the same feature that
 * treat a missing value alike form a run, ascending, so that one search finds a row's answers to all of them.
 */
export interface Questions {
  /** Of each run: its feature, and the value that a missing one counts as. */
  features: Int32Array
  missing: Float32Array
  /** Where each run begins, with a place that holds no question; its questions follow. The last entry is where all end. */
  starts: Int32Array
  thresholds: Float32Array
  /** The question of each node; where it asks for no feature, 0, which no row answers with yes. */
  ofNodes: Int32Array
}

/** @returns undefined where there are more than 65,535, which take much memory too */
export function questionsOf({ features, values, defaultRight }: Asking): Questions | undefined {
  const runOf = (node: number) => 2 * features[node]! + defaultRight[node]!
  const asked = new Map<number, Map<number, number>>()
  let places = 1
  for (let node = 0; node < features.length; node++) {
    if (features[node]! < 0) continue
    const run = asked.get(runOf(node)) ?? new Map<number, number>()
    // The first of a run comes with the place before it.
    if (!run.has(values[node]!)) places += run.size === 0 ? 2 : 1
    if (places > MOST_QUESTIONS) return undefined
    asked.set(runOf(node), run.set(values[node]!, 0))
  }
  const runs = [...asked.keys()].sort((a, b) => a - b)
  const thresholds = [Number.NaN]
  const starts = runs.map((run) => {
    const start = thresholds.push(Number.NaN) - 1
    const own = asked.get(run)!
    for (const threshold of Float32Array.from(own.keys()).sort()) own.set(threshold, thresholds.push(threshold) - 1)
    return start
  })
  return {
    features: Int32Array.from(runs, (run) => run >> 1),
    missing: Float32Array.from(runs, (run) => (run % 2 === 1 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY)),
    starts: Int32Array.from([...starts, thresholds.length]),
    thresholds: Float32Array.from(thresholds),
    ofNodes: features.map((feature, node) => (feature < 0 ? 0 : asked.get(runOf(node))!.get(values[node]!)!)),
  }
}

/**
 * Answers all questions for a block of rows.
 *
 * @param offset where the block begins in `rows`
 * @param answers gets a word for each question: a row's bit is set where it says yes, which leads right
 */
export function answerBlock(
  { features, missing, starts, thresholds }: Questions,
  rows: Float32Array,
  offset: number,
  featureCount: number,
  answers: Int32Array,
) {
  answers.fill(0)
  for (let run = 0; run < features.length; run++) {
    const start = starts[run]!
    const end = starts[run + 1]!
    const ifMissing = missing[run]!
    let at = offset + features[run]!
    // Each row's bit goes to the highest threshold that the row reaches. Four searches at a time take less than half as long as one by one.
    for (let row = 0; row < BLOCK_ROWS; row += 4) {
      let valueA = rows[at]!
      let valueB = rows[at + featureCount]!
      let valueC = rows[at + 2 * featureCount]!
      let valueD = rows[at + 3 * featureCount]!
      at += 4 * featureCount
      if (Number.isNaN(valueA)) valueA = ifMissing
      if (Number.isNaN(valueB)) valueB = ifMissing
      if (Number.isNaN(valueC)) valueC = ifMissing
      if (Number.isNaN(valueD)) valueD = ifMissing
      let a = start
      let b = start
      let c = start
      let d = start
      for (let left = end - start; left > 1; ) {
        const half = left >> 1
        // No branch, which the processor would foresee wrongly every other time.
        a += half & -Number(valueA >= thresholds[a + half]!)
        b += half & -Number(valueB >= thresholds[b + half]!)
        c += half & -Number(valueC >= thresholds[c + half]!)
        d += half & -Number(valueD >= thresholds[d + half]!)
        left -= half
      }
      answers[a]! |= 1 << row
      answers[b]! |= 2 << row
      answers[c]! |= 4 << row
      answers[d]! |= 8 << row
    }
    // And whoever reaches a threshold reaches all below it.
    let reached = 0
    for (let question = end - 1; question > start; question--) {
      reached |= answers[question]!
      answers[question] = reached
    }
  }
}
