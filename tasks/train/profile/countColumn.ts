import { classesOf } from '../../../core/dataset/dataset.js'
import type { ColumnProfile } from '../../../core/model/profile.js'
import { shortest } from '../../../core/numbers.js'
import type { TrainingData } from '../trainingData.js'
import { binOf, edgesOf } from './edges.js'
import type { Series } from './series.js'

/** How the rows are spread over a column: all of them, and those of each class of each other target. */
export function countColumn({ dataset, rowCount, labels }: TrainingData, series: Series): ColumnProfile {
  const { column, categories, at } = series
  const edges = categories ? undefined : edgesSeen(series, rowCount)
  const exact = Float32Array.from(edges ?? [])
  const width = categories?.length ?? Math.max(0, exact.length - 1)
  const counts = new Uint32Array(width)
  const targets = dataset.targets.flatMap((target) => {
    const classes = classesOf(target)
    if (!classes || target.name === column.name) return []
    const { name } = target
    return [{ name, classes, labels: labels[name]!, counts: new Uint32Array(classes.length * width) }]
  })
  let missing = 0
  for (let row = 0; row < rowCount; row++) {
    const value = at(row)
    if (Number.isNaN(value)) {
      missing++
      continue
    }
    const bin = categories ? value : binOf(exact, Math.fround(value))
    counts[bin]!++
    for (const target of targets) {
      const label = target.labels[row]!
      if (!Number.isNaN(label)) target.counts[label * width + bin]!++
    }
  }
  const classesIn = (target: (typeof targets)[number]) =>
    target.classes.map((name, c) => [name, Array.from(target.counts.subarray(c * width, (c + 1) * width))])
  return {
    ...(edges && { edges }),
    ...(categories && { categories: [...categories] }),
    counts: Array.from(counts),
    by_class: Object.fromEntries(targets.map((target) => [target.name, Object.fromEntries(classesIn(target))])),
    missing,
  }
}

/** The edges for a number's values; undefined where it has none. Where the definition names no step, their decimals do. */
function edgesSeen({ column, at }: Series, rowCount: number): number[] | undefined {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let decimals = 0
  for (let row = 0; row < rowCount; row++) {
    const value = at(row)
    if (Number.isNaN(value)) continue
    if (value < min) min = value
    if (value > max) max = value
    while (decimals <= MOST_DECIMALS && !hasDecimals(value, decimals)) decimals++
  }
  if (min > max) return undefined
  const step = column.kind === 'number' ? column.step : undefined
  return edgesOf(shortest(min), shortest(max), step ?? (decimals <= MOST_DECIMALS ? 10 ** -decimals : undefined))
}

/** Numbers with more are not measured in steps that would show. */
const MOST_DECIMALS = 3

/** Whether so many decimals, or fewer, write the value as a model has it. */
function hasDecimals(value: number, decimals: number): boolean {
  const units = 10 ** decimals
  return Math.fround(Math.round(value * units) / units) === Math.fround(value)
}
