import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import type { Dataset } from '../../core/dataset/dataset.js'
import { type Engine, engines } from '../../core/engines.js'
import { type ProfileMode, profileModes } from '../../core/model/profile.js'
import { show, showLike } from '../../core/numbers.js'
import type { Settings } from '../../core/settings.js'
import { type Policy, policies } from '../../tasks/evaluation/gate.js'
import { type Parameters, parametersSchema } from '../../tasks/train/parameters.js'
import type { ClassScore, NumberScore, TrainResult } from '../../tasks/train/train.js'
import { bestOf, type Trial, trialSchema } from '../../tasks/train/trial.js'
import { number, ofOption, option, seed } from '../options.js'
import { sayWaiting, startProgress } from '../output.js'
import { runStep, type Step } from '../step.js'

export interface TrainFlags {
  parameters: Parameters
  seed: number
  trials?: number
  of?: string | undefined
  promote: Policy
  /** The setting's, where none is given. */
  profile?: ProfileMode | undefined
  /** The setting's, where none is given. */
  engine?: Engine | undefined
}

export const trainDefaults: TrainFlags = { parameters: parametersSchema.parse({}), seed: 42, promote: 'unless-worse' }

export const trainStep: Step<TrainFlags, TrainResult> = {
  name: 'train',
  async work({ database, settings }, options) {
    const { train } = await import('../../tasks/train/train.js')
    const { sourceOf } = await import('../../tasks/train/source.js')
    const progress = await startProgress()
    try {
      const modelsDir = settings.MODELS_DIR
      const onWait = sayWaiting('train', modelsDir)
      const { profile = settings.PROFILE, engine, ...rest } = options
      const trainer = await trainerOf(settings, engine)
      const source = sourceOf(process.env)
      return await train(database, { ...rest, trainer, profile, source, modelsDir, onProgress: progress.show, onWait })
    } finally {
      progress.stop()
    }
  },
  describe({ version, folder, in_use, verdict, rows, targets, proposal }, dataset) {
    const width = Math.max(8, ...Object.keys(targets).map((name) => name.length))
    const lines = Object.entries(targets).map(
      ([name, score]) => `${name.padEnd(width)} ${describeScore(score, unitOf(dataset, name))}`,
    )
    const use = in_use ? 'is in use' : 'is not in use'
    return [
      ...lines,
      `${rows.train} rows to train, ${rows.test} to test; the model in ${folder} ${use}`,
      verdict,
      ...(proposal ? [`\`penguins models promote ${version}\` takes it into use, once a person approves it`] : []),
    ]
  },
}

/** The engine that the flag names, or else the setting. */
export async function trainerOf({ ENGINE, XGBOOST_LIBRARY, MODELS_DIR }: Settings, engine: Engine = ENGINE) {
  const { chooseTrainer } = await import('../../tasks/train/trainers/chooseTrainer.js')
  return chooseTrainer({ engine, library: XGBOOST_LIBRARY, scratch: MODELS_DIR })
}

function describeScore(score: ClassScore | NumberScore, unit: string): string {
  if ('cv_accuracy' in score) {
    const cv = `${show(score.cv_accuracy)} ± ${show(score.cv_sd)}`
    return `${cv} accuracy in cross-validation, ${show(score.test_accuracy)} on the test rows`
  }
  const shown = showLike(score.cv_rmse)
  const cv = `${shown(score.cv_rmse)} ± ${shown(score.cv_sd)}${unit}`
  return `${cv} RMSE in cross-validation, ${shown(score.test_rmse)}${unit} on the test rows (R² ${score.test_r2.toFixed(2)})`
}

/** With a blank before it; nothing where the target has none. */
function unitOf({ targets }: Dataset, name: string): string {
  const target = targets.find((it) => it.name === name)
  return target?.kind === 'number' && target.unit ? ` ${target.unit}` : ''
}

export function trainCommand() {
  const names = Object.keys(parametersSchema.shape)
  const bestOfTrials = new Option(
    '--best-of <trials>',
    'the results of `tune trial`, as a JSON array: train by the best',
  )
  const command = new Command('train')
    .description('train a model for each target, judge it, and publish the bundle')
    .addOption(
      new Option('--promote <policy>', 'whether it becomes current; ask leaves that to `models promote`')
        .choices(policies)
        .default(
          trainDefaults.promote,
          '"unless-worse": unless it is worse, by more than chance and a tolerance, than the current one or those that led to it',
        ),
    )
    .addOption(profileOption())
    .addOption(bestOfTrials.argParser(parseTrials).conflicts(['seed', 'of', ...names]))
  return addTrainOptions(command).action(({ bestOf: trials, seed, promote, profile, engine, of, ...flags }) => {
    const publication = { promote, profile, engine }
    if (!trials) return runStep(trainStep, { ...publication, seed, of, parameters: parametersSchema.parse(flags) })
    const { parameters, seed: tried, data } = bestOf(trials)
    return runStep(trainStep, { ...publication, parameters, seed: tried, trials: trials.length, of: data })
  })
}

/** Rows are personal in some data. */
export const profileOption = () =>
  new Option(
    '--profile <what>',
    'what the bundle keeps of the rows: a sample of them and counts, counts alone, or nothing; else the setting PROFILE says it',
  ).choices(profileModes)

export const engineOption = () =>
  new Option(
    '--engine <name>',
    'what trains; auto is native where its library is found; else the setting ENGINE says it',
  ).choices(engines)

/** An option for each parameter, the seed, and the engine. */
export function addTrainOptions(command: Command): Command {
  command.addOption(ofOption())
  command.addOption(engineOption())
  command.addOption(option('--seed <n>', 'seed of the folds and of the sampling', seed, trainDefaults.seed))
  for (const [name, schema] of Object.entries(parametersSchema.shape)) {
    const fallback = trainDefaults.parameters[name as keyof Parameters]
    command.addOption(option(`--${name} <n>`, schema.description ?? '', (text) => parameter(name, text), fallback))
  }
  return command
}

/** A training parameter within its bounds. */
export function parameter(name: string, text: string): number {
  const value = number(text)
  if (Number.isNaN(value)) throw new InvalidArgumentError('It must be a number.')
  const result = parametersSchema.shape[name as keyof Parameters].safeParse(value)
  if (result.success) return result.data
  throw new InvalidArgumentError(`${result.error.issues[0]!.message}.`)
}

function parseTrials(text: string): Trial[] {
  try {
    return z.array(trialSchema).min(1).parse(JSON.parse(text))
  } catch {
    throw new InvalidArgumentError('It must be a JSON array of what `penguins tune trial` prints.')
  }
}
