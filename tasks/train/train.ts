import { join } from 'node:path'
import type { Target } from '../../core/dataset/dataset.js'
import type { ClassMetrics, ClassTarget, Manifest, NumberMetrics, NumberTarget } from '../../core/model/manifest.js'
import type { Model } from '../../core/model/model.js'
import type { ProfileMode } from '../../core/model/profile.js'
import { brief, shortest } from '../../core/numbers.js'
import type { Database } from '../../database/database.js'
import { admit, type Champion } from '../../registry/admit.js'
import { MANIFEST } from '../../registry/bundle.js'
import { CARD, renderCard } from '../../registry/card.js'
import { renderProposal } from '../../registry/proposal.js'
import { checkModelsDir, newVersion } from '../../registry/publish.js'
import { formatSums, SUMS, sha256 } from '../../registry/sums.js'
import { isSameModel } from '../../registry/versions.js'
import { judge, type Policy } from '../evaluation/gate.js'
import { buildManifest } from './buildManifest.js'
import { checkEnough } from './checkEnough.js'
import { collectGarbage } from './collectGarbage.js'
import type { CrossValidateOptions } from './crossValidate.js'
import { fileNames } from './fileNames.js'
import type { Parameters } from './parameters.js'
import { buildProfile, PROFILE } from './profile/buildProfile.js'
import { sourceOf } from './source.js'
import { defaultTrainer } from './trainers/chooseTrainer.js'
import { readTrainingData } from './trainingData.js'
import { type TrainedTarget, trainTarget } from './trainTarget.js'

export interface TrainOptions extends CrossValidateOptions {
  modelsDir: string
  /** How many trials the parameters are the best of, if they come from trials. */
  trials?: number | undefined
  /** The first digits of the fingerprint of the rows that a run works on; others are refused. */
  of?: string | undefined
  promote: Policy
  /** What the bundle keeps of the rows; all of it where nothing is said. */
  profile?: ProfileMode | undefined
  /** What the bundle says that made it. */
  source?: Manifest['source']
  /** Called when another process holds the models folder for longer than a moment. */
  onWait?: (() => void) | undefined
}

/** The short form, for people and for Airflow; the manifest has everything. */
export type TrainResult = {
  version: string
  folder: string
  /** Whether it now answers predictions. */
  in_use: boolean
  /** Why it is, or is not. */
  verdict: string
  rows: Manifest['dataset']['rows']
  targets: Record<string, ClassScore | NumberScore>
  parameters: Parameters
  /** What a person is asked, where the policy is to ask; not of a model that is the one in use, to the byte. */
  proposal?: Proposal
}

export interface Proposal {
  /** The version that it would replace; null where none is in use. */
  over: string | null
  /** The verdict and the figures, in Markdown. */
  text: string
}

/** How good a target with classes is. */
export interface ClassScore {
  /** The target's name for people. */
  title: string
  cv_accuracy: number
  cv_sd: number
  test_accuracy: number
  test_macro_f1: number
  test_log_loss: number
}

/** How good a number is, in its unit. */
export interface NumberScore {
  /** The target's name for people. */
  title: string
  unit?: string
  cv_rmse: number
  cv_sd: number
  test_rmse: number
  test_mae: number
  test_r2: number
}

/** What is made of so many rows, and no longer needed, is worth a collection before more is made. */
const MANY_ROWS = 1_000_000

/**
 * Trains a booster for each target on the training split and publishes the bundle. Equal rows, parameters and seed give
 * equal model files, byte for byte.
 *
 * @throws UserError NO_ROWS or TOO_FEW_ROWS when there is not enough to learn from; MODELS_DIR when it can't be published
 */
export async function train(database: Database, options: TrainOptions): Promise<TrainResult> {
  const started = new Date()
  const {
    trainer = defaultTrainer,
    parameters,
    seed,
    trials,
    modelsDir,
    promote,
    profile: mode = 'rows',
    source = sourceOf({}),
    onWait,
  } = options
  await checkModelsDir(modelsDir)
  const data = await readTrainingData(database, options.of, mode, trainer.store)
  await checkEnough(database, data)
  const profile = mode === 'none' ? undefined : buildProfile(data, mode)
  // The profile has what was needed of them; of a large table they are large.
  data.attributes.clear()
  const { dataset } = data
  const names = fileNames(dataset.targets.map(({ name }) => name))
  const targets: TrainedTarget[] = []
  const tidy = () => data.rowCount > MANY_ROWS && collectGarbage()
  tidy()
  for (const [i, target] of dataset.targets.entries()) {
    targets.push(await trainTarget(data, target, names[i]!, options))
    tidy()
  }

  const published = {
    profile: profile === undefined ? undefined : { file: PROFILE, sha256: sha256(profile) },
    mode,
    source,
  }
  const version = newVersion(started)
  let compared = undefined as Champion | undefined
  const judged = async (champion: Champion, earlier: AsyncIterable<Model>) => {
    compared = champion
    const verdict = await judge({ targets, split: data.split }, champion, earlier, promote)
    const facts = { version, started, data, targets, trainer: trainer.name, parameters, seed, trials, verdict }
    const manifest = buildManifest({ ...facts, ...published })
    const files = Object.fromEntries(targets.map(({ card, json }) => [card.file, json]))
    if (profile !== undefined) files[PROFILE] = profile
    files[MANIFEST] = `${JSON.stringify(manifest, null, 2)}\n`
    files[CARD] = renderCard(manifest)
    files[SUMS] = formatSums(files)
    return { manifest, files }
  }
  const manifest = await admit({ folder: modelsDir, dataset }, version, judged, onWait)
  return {
    version,
    folder: join(modelsDir, version),
    in_use: manifest.verdict?.promoted === true,
    verdict: manifest.verdict?.says ?? '',
    rows: manifest.dataset.rows,
    targets: Object.fromEntries(targets.map(({ target, card }) => [target.name, score(target, card)])),
    parameters,
    ...(promote === 'ask' && proposalOf(manifest, compared!)),
  }
}

function proposalOf(manifest: Manifest, champion: Champion) {
  const current = 'model' in champion ? champion.model.manifest : undefined
  if (current && isSameModel(manifest.targets, current.targets)) return undefined
  // One that can't be compared with is replaced as well.
  const over = 'model' in champion ? champion.model.manifest.version : (champion.version ?? null)
  return { proposal: { over, text: renderProposal(manifest) } }
}

const score = (target: Target, card: ClassTarget | NumberTarget) =>
  'classes' in card ? classScore(target, card.metrics) : numberScore(target, card.metrics)

function classScore({ title }: Target, { cross_validation: cv, test }: ClassMetrics): ClassScore {
  return {
    title,
    cv_accuracy: brief(cv.accuracy.mean),
    cv_sd: brief(cv.accuracy.sd),
    test_accuracy: brief(test.accuracy),
    test_macro_f1: brief(test.macro_f1),
    test_log_loss: brief(test.log_loss),
  }
}

function numberScore(target: Target, { cross_validation: cv, test }: NumberMetrics): NumberScore {
  const unit = target.kind === 'number' ? target.unit : undefined
  return {
    title: target.title,
    ...(unit && { unit }),
    cv_rmse: shortest(cv.rmse.mean),
    cv_sd: shortest(cv.rmse.sd),
    test_rmse: shortest(test.rmse),
    test_mae: shortest(test.mae),
    test_r2: brief(test.r2),
  }
}
