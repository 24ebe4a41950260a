import { classesOf } from '../../../core/dataset/dataset.js'
import { mulberry32, shuffle } from '../../../core/random.js'
import type { TrainingData } from '../trainingData.js'

/** Up to so many rows are kept as they are. */
const ALL_ROWS = 3000
/** Of more rows, so many to train and to test. */
const SAMPLE = { train: 3000, test: 2000 }

/**
 * Which rows stand for all, in order: all, or of many a sample that has each class of the first target as often as they do, and each
 * at least once where there is room. The same for the same rows.
 *
 * @param most no more rows than these
 */
export function sampleRows(data: TrainingData, most: number): number[] {
  if (data.rowCount <= Math.min(ALL_ROWS, most)) return Array.from({ length: data.rowCount }, (_, row) => row)
  const share = Math.min(1, most / (SAMPLE.train + SAMPLE.test))
  const random = mulberry32(1)
  const rows = (['train', 'test'] as const).flatMap((side) =>
    sampleOf(strataOf(data, side), Math.floor(SAMPLE[side] * share), random),
  )
  return rows.sort((a, b) => a - b)
}

/** The rows of one side by their class; those without one, and all where no target has classes, are a stratum too. */
function strataOf({ dataset, labels, isTest, rowCount }: TrainingData, side: 'train' | 'test'): number[][] {
  const target = dataset.targets.find((it) => classesOf(it))
  const classCount = target ? classesOf(target)!.length : 0
  const strata = Array.from({ length: classCount + 1 }, (): number[] => [])
  const wanted = side === 'test' ? 1 : 0
  for (let row = 0; row < rowCount; row++) {
    if (isTest[row] !== wanted) continue
    const label = target ? labels[target.name]![row]! : Number.NaN
    strata[Number.isNaN(label) ? classCount : label]!.push(row)
  }
  return strata.filter((rows) => rows.length > 0)
}

/** One of each stratum, and evenly of the rest. */
function sampleOf(strata: number[][], size: number, random: () => number): number[] {
  for (const rows of strata) shuffle(rows, random)
  const first = strata.slice(0, size).map((rows) => rows[0]!)
  const rest = strata.flatMap((rows) => rows.slice(1))
  const count = Math.min(rest.length, size - first.length)
  return [...first, ...Array.from({ length: count }, (_, i) => rest[Math.floor((i * rest.length) / count)]!)]
}
