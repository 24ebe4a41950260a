import { classesOf, type Feature } from '../../core/dataset/dataset.js'
import { widthOf } from '../../core/model/encode.js'
import type { Manifest, Verdict } from '../../core/model/manifest.js'
import { predictOutputs } from '../../core/model/scores.js'
import { mean, shortest, sum } from '../../core/numbers.js'
import { fileNames } from './fileNames.js'
import type { Parameters } from './parameters.js'
import { defaultTrainer } from './trainers/defaultTrainer.js'
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
  const test = sum(data.isTest)
  const files = fileNames(targets.map(({ target }) => target.name))
  return {
    format: 3,
    version,
    created_at: started.toISOString(),
    dataset: {
      name: data.dataset.name,
      fingerprint: data.fingerprint,
      rows: { clean: data.rowCount, train: data.rowCount - test, test, rejected: data.rejectedCount },
      ...(data.split && { split: { seed: data.split.seed, test_fraction: data.split.test_fraction } }),
      definition: data.dataset.definition,
    },
    features: describeFeatures(data),
    targets: Object.fromEntries(targets.map((trained, i) => [trained.target.name, describe(trained, files[i]!)])),
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
