import type { Feature } from '../../core/dataset/dataset.js'
import { widthOf } from '../../core/model/encode.js'
import type { Manifest, Verdict } from '../../core/model/manifest.js'
import type { ProfileMode } from '../../core/model/profile.js'
import { shortest, sum } from '../../core/numbers.js'
import { goldenOf, madeUpRows, realRows } from './goldenRows.js'
import type { Parameters } from './parameters.js'
import type { TrainingData } from './trainingData.js'
import type { TrainedTarget } from './trainTarget.js'

export interface ManifestFacts {
  version: string
  started: Date
  data: TrainingData
  targets: readonly TrainedTarget[]
  /** Its name and version. */
  trainer: string
  parameters: Parameters
  seed: number
  trials?: number | undefined
  verdict: Verdict
  profile: Manifest['profile']
  mode: ProfileMode
  source: Manifest['source']
}

/** The model card of a bundle. */
export function buildManifest({
  version,
  started,
  data,
  targets,
  trainer,
  parameters,
  seed,
  trials,
  verdict,
  profile,
  mode,
  source,
}: ManifestFacts): Manifest {
  const test = sum(data.isTest)
  const features = describeFeatures(data)
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
    features,
    targets: Object.fromEntries(targets.map(({ target, card }) => [target.name, card])),
    training: {
      trainer,
      parameters,
      seed,
      ...(trials !== undefined && { trials }),
      duration_ms: Date.now() - started.getTime(),
    },
    source,
    ...(profile && { profile }),
    verdict,
    golden: goldenOf(mode === 'rows' ? realRows(data) : madeUpRows(features), targets),
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
