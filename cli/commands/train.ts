import { Command, InvalidArgumentError } from 'commander'
import { type Parameters, parametersSchema } from '../../tasks/train/parameters.js'
import type { TrainResult } from '../../tasks/train/train.js'
import { number, option, seed } from '../options.js'
import { startProgress } from '../output.js'
import { runStep, type Step } from '../step.js'

export interface TrainFlags {
  parameters: Parameters
  seed: number
}

export const trainDefaults: TrainFlags = { parameters: parametersSchema.parse({}), seed: 42 }

export const trainStep: Step<TrainFlags, TrainResult> = {
  name: 'train',
  async work({ database, settings }, options) {
    const { train } = await import('../../tasks/train/train.js')
    const progress = await startProgress()
    try {
      return await train(database, { ...options, modelsDir: settings.MODELS_DIR, onProgress: progress.show })
    } finally {
      progress.stop()
    }
  },
  describe({ folder, in_use, rows, targets }) {
    const lines = Object.entries(targets).map(([name, score]) => {
      const cv = `${score.cv_accuracy.toFixed(3)} ± ${score.cv_sd.toFixed(3)}`
      return `${name.padEnd(8)} ${cv} accuracy in cross-validation, ${score.test_accuracy.toFixed(3)} on the test rows`
    })
    const use = in_use ? 'is in use' : 'is not in use'
    return [...lines, `${rows.train} rows to train, ${rows.test} to test; the model in ${folder} ${use}`]
  },
}

export function trainCommand() {
  const command = new Command('train')
    .description('train a model for each target, judge it, and publish the bundle')
    .addOption(option('--seed <n>', 'seed of the folds and of the sampling', seed, trainDefaults.seed))
  for (const [name, schema] of Object.entries(parametersSchema.shape)) {
    const fallback = trainDefaults.parameters[name as keyof Parameters]
    const parse = (text: string) => {
      const result = schema.safeParse(number(text))
      if (result.success) return result.data
      throw new InvalidArgumentError(`${result.error.issues[0]!.message}.`)
    }
    command.addOption(option(`--${name} <n>`, schema.description ?? '', parse, fallback))
  }
  return command.action(({ seed, ...flags }) => runStep(trainStep, { seed, parameters: parametersSchema.parse(flags) }))
}
