import { Command, Option } from 'commander'
import { show, showLike } from '../../core/numbers.js'
import { type Axes, points } from '../../tasks/train/grid.js'
import { parametersSchema } from '../../tasks/train/parameters.js'
import type { Trial } from '../../tasks/train/trial.js'
import { seed } from '../options.js'
import { count } from '../output.js'
import { runStep, type Step } from '../step.js'
import { addTrainOptions, parameter, type TrainFlags, trainerOf } from './train.js'

/** More points are a mistake rather than a wish: each is trained ten times. */
const MAX_POINTS = 200

export const tuneCommand = () =>
  new Command('tune')
    .description(
      'look for better parameters: `grid` lists what to try, `trial` tries one, `train --best-of` takes the best',
    )
    .addCommand(gridCommand())
    .addCommand(trialCommand())

function gridCommand() {
  const command = new Command('grid').description('list every combination of the values that are given')
  for (const [name, schema] of Object.entries(parametersSchema.shape)) {
    const parse = (text: string) => text.split(',').map((value) => parameter(name, value.trim()))
    command.addOption(new Option(`--${name} <n,…>`, schema.description ?? '').argParser(parse))
  }
  command.addOption(new Option('--seed <n>', 'seed of every trial').argParser(seed))
  return command.action(({ seed, ...axes }: Axes & { seed?: number }) => {
    const trials = points(axes).map((point) => ({ ...point, ...(seed !== undefined && { seed }) }))
    if (trials.length > MAX_POINTS) {
      command.error(`error: that makes ${trials.length} combinations, and ${MAX_POINTS} is the most; give fewer values`)
    }
    return runStep(gridStep, trials)
  })
}

type Point = Record<string, number>

/** Every trial names the rows that the grid was made for: between two trials another run may replace them. */
const gridStep: Step<Point[], { trials: (Point & { of: string })[] }> = {
  name: 'grid',
  async work({ database }, points) {
    const { readFingerprint } = await import('../../tasks/train/trainingData.js')
    const { short } = await import('../../tasks/lineage.js')
    const of = short(await readFingerprint(database))
    return { trials: points.map((point) => ({ ...point, of }) as Point & { of: string }) }
  },
  describe: ({ trials }) => [`${count(trials.length, 'combination')} to try`],
}

const trialStep: Step<Omit<TrainFlags, 'promote' | 'profile'>, Trial> = {
  name: 'trial',
  async work({ database, settings }, { engine, ...options }) {
    const { tryParameters } = await import('../../tasks/train/tryParameters.js')
    return tryParameters(database, { ...options, trainer: await trainerOf(settings, engine) })
  },
  describe({ log_loss, relative_squared_error, accuracy, rmse = {} }) {
    const figures = [
      ...(log_loss === undefined ? [] : [`log loss ${log_loss.toFixed(4)}, accuracy ${listed(accuracy, show)}`]),
      ...(relative_squared_error === undefined
        ? []
        : [
            `relative squared error ${relative_squared_error.toFixed(4)}, RMSE ${listed(rmse, (it) => showLike(it)(it))}`,
          ]),
    ]
    return [`${figures.join(', ')} in cross-validation`]
  },
}

const listed = (figures: Record<string, number>, shown: (value: number) => string) =>
  Object.entries(figures)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(', ')

const trialCommand = () =>
  addTrainOptions(
    new Command('trial').description('judge parameters by cross-validation; nothing is published'),
  ).action(({ seed, of, engine, ...flags }) =>
    runStep(trialStep, { seed, of, engine, parameters: parametersSchema.parse(flags) }),
  )
