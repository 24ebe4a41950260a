import { dataset } from '../../core/dataset.js'
import type { Manifest, Verdict } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import type { Parameters } from './parameters.js'
import { TRAINER } from './trainers/mlXgboost/boost.js'
import type { TrainingData } from './trainingData.js'
import type { TrainedTarget } from './trainTarget.js'

/** Rows that every reader of the bundle predicts once, to see that it reads it right. */
const GOLDEN_ROWS = 8

export interface ManifestFacts {
  version: string
  started: Date
  data: TrainingData
  targets: readonly TrainedTarget[]
  parameters: Parameters
  seed: number
  trials?: number | undefined
  verdict: Verdict
}

/** The model card of a bundle. */
export function buildManifest({
  version,
  started,
  data,
  targets,
  parameters,
  seed,
  trials,
  verdict,
}: ManifestFacts): Manifest {
  const test = data.isTest.reduce((sum, it) => sum + it, 0)
  return {
    format: 2,
    version,
    created_at: started.toISOString(),
    dataset: {
      name: dataset.name,
      fingerprint: data.fingerprint,
      rows: { clean: data.rowCount, train: data.rowCount - test, test, rejected: data.rejectedCount },
      ...(data.split && { split: data.split }),
    },
    features: rangesSeen(data),
    targets: Object.fromEntries(
      targets.map(({ name, classes, sha256, booster, rows, metrics }) => [
        name,
        {
          file: `${name}.json`,
          sha256,
          classes: [...classes],
          objective: booster.objective,
          rows,
          metrics,
        },
      ]),
    ),
    training: {
      trainer: TRAINER,
      parameters,
      seed,
      ...(trials !== undefined && { trials }),
      duration_ms: Date.now() - started.getTime(),
    },
    verdict,
    golden: goldenRows(data, targets),
  }
}

function rangesSeen({ features, isTest }: TrainingData): Manifest['features'] {
  return dataset.features.map(({ name, unit }, feature) => {
    let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let row = 0; row < isTest.length; row++) {
      if (isTest[row]) continue
      const value = features[row * dataset.features.length + feature]!
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
    return { name, unit, min: shortest(min), max: shortest(max) }
  })
}

/** Rows spread evenly over the data, with what this model predicts for them. */
function goldenRows({ features, rowCount }: TrainingData, targets: readonly TrainedTarget[]): Manifest['golden'] {
  const count = dataset.features.length
  return Array.from({ length: Math.min(GOLDEN_ROWS, rowCount) }, (_, i) => {
    const row = Math.floor((i * rowCount) / GOLDEN_ROWS)
    const values = features.slice(row * count, (row + 1) * count)
    const expected = targets.map(({ name, booster }) => [name, Array.from(predictOutputs(booster, values), shortest)])
    return { features: Array.from(values, shortest), expected: Object.fromEntries(expected) }
  })
}

/** A float32 by the fewest digits that give it back: 13.1, not 13.10000038146973. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits))
    if (Math.fround(short) === Math.fround(value)) return short
  }
  return Number(value.toPrecision(9))
}
