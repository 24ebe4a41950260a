import { join } from 'node:path'
import { dataset, type TargetName } from '../../core/dataset.js'
import type { Manifest, Metrics } from '../../core/model/manifest.js'
import { admit } from '../../registry/admit.js'
import { MANIFEST, type Model } from '../../registry/bundle.js'
import { CARD, renderCard } from '../../registry/card.js'
import { checkModelsDir, newVersion } from '../../registry/publish.js'
import { formatSums, SUMS } from '../../registry/sums.js'
import type { Database } from '../database/database.js'
import { type Champion, judge, type Policy, type TestRows } from '../evaluation/gate.js'
import { buildManifest } from './buildManifest.js'
import { checkEnough } from './checkEnough.js'
import type { CrossValidateOptions } from './crossValidate.js'
import type { Parameters } from './parameters.js'
import { readTrainingData } from './trainingData.js'
import { type TrainedTarget, trainTarget } from './trainTarget.js'

export interface TrainOptions extends CrossValidateOptions {
  modelsDir: string
  /** How many trials the parameters are the best of, where they are. */
  trials?: number | undefined
  /** The first digits of the fingerprint of the rows that a run works on; others are refused. */
  of?: string | undefined
  promote: Policy
  /** Called when another process changes the models folder and makes no way. */
  onWait?: (() => void) | undefined
}

/** In short, for people and for Airflow; the manifest has all. */
export type TrainResult = {
  version: string
  folder: string
  /** Whether predictions are now asked of it. */
  in_use: boolean
  /** Why it is, or is not. */
  verdict: string
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
  const data = await readTrainingData(database, options.of)
  await checkEnough(database.db, data)
  const targets: TrainedTarget[] = []
  for (const { name, labels } of dataset.targets) targets.push(await trainTarget(data, name, labels, options))

  const version = newVersion(started)
  const { parameters, seed, trials, modelsDir, promote, onWait } = options
  const boosters = Object.fromEntries(targets.map(({ name, booster }) => [name, booster])) as Model['boosters']
  const tests = Object.fromEntries(targets.map(({ name, test }) => [name, test])) as Record<TargetName, TestRows>
  const hashes = Object.fromEntries(targets.map(({ name, sha256 }) => [name, { sha256 }]))
  const challenger = { boosters, split: data.split, files: hashes }
  const judged = async (champion: Champion, earlier: AsyncIterable<Model>) => {
    const verdict = await judge(challenger, champion, earlier, tests, promote)
    const manifest = buildManifest({ version, started, data, targets, parameters, seed, trials, verdict })
    const files = Object.fromEntries(targets.map(({ name, json }) => [`${name}.json`, json]))
    files[MANIFEST] = `${JSON.stringify(manifest, null, 2)}\n`
    files[CARD] = renderCard(manifest)
    files[SUMS] = formatSums(files)
    return { manifest, files }
  }
  const manifest = await admit(modelsDir, version, judged, onWait)
  return {
    version,
    folder: join(options.modelsDir, version),
    in_use: manifest.verdict!.promoted,
    verdict: manifest.verdict!.says,
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
