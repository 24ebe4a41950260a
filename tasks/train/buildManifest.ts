import type { Feature } from '../../core/dataset/dataset.js'
import { widthOf } from '../../core/model/encode.js'
import type { Manifest, Verdict } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { shortest, sum } from '../../core/numbers.js'
import type { Parameters } from './parameters.js'
import { defaultTrainer } from './trainers/defaultTrainer.js'
import type { TrainingData } from './trainingData.js'
import type { TrainedTarget } from './trainTarget.js'

/** Rows that every reader of the bundle predicts once, to check that it reads the model right. */
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
  const test = sum(data.isTest)
  return {
    format: 3,
    version,
    created_at: started.toISOString(),
    dataset: {
      name: data.dataset.name,
      fingerprint: data.fingerprint,
      rows: { clean: data.rowCount, train: data.rowCount - test, test, rejected: data.rejectedCount },
      ...(data.split && { split: data.split }),
      definition: Object(data.dataset.definition),
    },
    features: describeFeatures(data),
    targets: Object.fromEntries(targets.map(({ target, card }) => [target.name, card])),
    training: {
      trainer: defaultTrainer.name,
      parameters,
      seed,
      ...(trials !== undefined && { trials }),
      duration_ms: Date.now() - started.getTime(),
    },
    verdict,
    golden: goldenRows(data, targets),
  }
}

function describeFeatures(data: TrainingData): Manifest['features'] {
  let column = 0
  return data.dataset.features.map((feature) => {
    const own = column
    column += widthOf(feature)
    return describeFeature(feature, data, own)
  })
}

function describeFeature(feature: Feature, data: TrainingData, column: number): Manifest['features'][number] {
  const { name, kind } = feature
  if (kind === 'boolean') return { name, kind }
  if (kind === 'category') return { name, kind, categories: [...feature.categories] }
  return { name, kind, ...(feature.unit !== undefined && { unit: feature.unit }), ...rangeSeen(data, column) }
}

/** The range over the training rows; empty where none has a value. */
function rangeSeen({ features, columns, isTest }: TrainingData, column: number): { min?: number; max?: number } {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [row, it] of isTest.entries()) {
    const value = features[row * columns.length + column]!
    if (it || Number.isNaN(value)) continue
    min = Math.min(min, value)
    max = Math.max(max, value)
  }
  return min <= max ? { min: shortest(min), max: shortest(max) } : {}
}

/** Rows spread evenly over the data, with what this model predicts for them. */
function goldenRows(
  { features, columns, rowCount }: TrainingData,
  targets: readonly TrainedTarget[],
): Manifest['golden'] {
  return Array.from({ length: Math.min(GOLDEN_ROWS, rowCount) }, (_, i) => {
    const row = Math.floor((i * rowCount) / GOLDEN_ROWS)
    const values = features.subarray(row * columns.length, (row + 1) * columns.length)
    const expected = targets.map(({ target, booster }) => [
      target.name,
      Array.from(predictOutputs(booster, values), shortest),
    ])
    return {
      features: Array.from(values, (value) => (Number.isNaN(value) ? null : shortest(value))),
      expected: Object.fromEntries(expected),
    }
  })
}
