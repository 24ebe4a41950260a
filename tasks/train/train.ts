import { join } from 'node:path'
import { dataset } from '../../core/dataset.js'
import { MANIFEST, readBundle, readCurrentVersion } from '../../core/model/bundle.js'
import type { Manifest, Metrics } from '../../core/model/manifest.js'
import type { Database } from '../database/database.js'
import type { CrossValidateOptions } from './crossValidate.js'
import { readTrainingData } from './data.js'
import { writeManifest } from './manifest.js'
import type { Parameters } from './parameters.js'
import { checkModelsDir, newVersion, publish } from './publish.js'
import { type TrainedTarget, trainTarget } from './target.js'

export interface TrainOptions extends CrossValidateOptions {
  modelsDir: string
  /** How many trials the parameters are the best of, where they are. */
  trials?: number | undefined
}

/** In short, for people and for Airflow; the manifest has all. */
export type TrainResult = {
  version: string
  folder: string
  /** Whether predictions are now asked of it. */
  in_use: boolean
  rows: Manifest['dataset']['rows']
  targets: Record<string, Score>
  parameters: Parameters
}
type Score = { cv_accuracy: number; cv_sd: number; test_accuracy: number; test_macro_f1: number; test_log_loss: number }

/**
 * Trains a booster for each target on the training split and publishes the bundle. Equal rows, parameters and seed give
 * equal model files, byte for byte.
 *
 * @throws UserError NO_ROWS or TOO_FEW_ROWS when there is not enough to learn from; MODELS_DIR when it can't be published
 */
export async function train(database: Database, options: TrainOptions): Promise<TrainResult> {
  const started = new Date()
  await checkModelsDir(options.modelsDir)
  const data = await readTrainingData(database)
  const targets: TrainedTarget[] = []
  for (const { name, labels } of dataset.targets) targets.push(await trainTarget(data, name, labels, options))

  const version = newVersion(started)
  const { parameters, seed, trials } = options
  const manifest = writeManifest({ version, started, data, targets, parameters, seed, trials })
  const files: Record<string, string> = Object.fromEntries(targets.map(({ name, json }) => [`${name}.json`, json]))
  files[MANIFEST] = `${JSON.stringify(manifest, null, 2)}\n`
  await publish(options.modelsDir, version, files, () => readBundle(options.modelsDir, version))
  return {
    version,
    folder: join(options.modelsDir, version),
    in_use: (await readCurrentVersion(options.modelsDir)) === version,
    rows: manifest.dataset.rows,
    targets: Object.fromEntries(targets.map(({ name, metrics }) => [name, score(metrics)])),
    parameters,
  }
}

function score({ cross_validation: cv, test }: Metrics): Score {
  const short = (value: number) => Math.round(value * 1e4) / 1e4
  return {
    cv_accuracy: short(cv.accuracy.mean),
    cv_sd: short(cv.accuracy.sd),
    test_accuracy: short(test.accuracy),
    test_macro_f1: short(test.macro_f1),
    test_log_loss: short(test.log_loss),
  }
}
