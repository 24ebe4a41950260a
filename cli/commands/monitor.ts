import { Command, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { type MonitorOptions, monitorDefaults } from '../../tasks/monitor/monitor.js'
import type { MonitorResult } from '../../tasks/monitor/result.js'
import { number, option } from '../options.js'
import { print } from '../output.js'
import { perform, type Step, withDatabase } from '../step.js'
import { withLog } from '../withLog.js'

export const daysSchema = z.number().gt(0).max(3650)
export const minRowsSchema = z.int().min(1).max(1_000_000)

/** What the command fails by: nothing, a need to retrain, or that and what is worth a look. */
export const failures = ['never', 'retrain', 'watch'] as const

interface MonitorFlags extends MonitorOptions {
  failOn: (typeof failures)[number]
}

const monitorStep: Step<MonitorFlags, MonitorResult> = {
  name: 'monitor',
  async work(context, options) {
    const { monitor } = await import('../../tasks/monitor/monitor.js')
    const registry = { folder: context.settings.MODELS_DIR, dataset: context.dataset }
    return withLog(context, (log) => monitor(log, registry, options))
  },
  describe({ says, features, targets }) {
    const width = Math.max(8, ...Object.keys(features).map((name) => name.length))
    const moved = Object.entries(features).map(([name, { psi, outside }]) => {
      const index = psi === undefined ? 'not compared' : `PSI ${psi.toFixed(2)}`
      return `${name.padEnd(width)} ${index}, ${(outside * 100).toFixed(1)} % outside what training saw`
    })
    const live = Object.entries(targets).flatMap(([name, { live }]) =>
      live ? [`${name.padEnd(width)} ${describeLive(live)}`] : [],
    )
    return [...moved.slice(0, MOST_LISTED), ...live.slice(0, MOST_LISTED), says]
  },
}

const MOST_LISTED = 20

const describeLive = ({ rows, score, low, high, test }: NonNullable<MonitorResult['targets'][string]['live']>) =>
  `${score} (${low} to ${high}) on ${rows} rows with true labels, ${test} on the test rows`

export const monitorCommand = () =>
  new Command('monitor')
    .description('compare what the API was asked and answered with what the model in use learned from')
    .addOption(
      option(
        '--days <n>',
        'how many days back to look',
        within(daysSchema, 'a number of days, more than 0 and at most 3650'),
        monitorDefaults.days,
      ),
    )
    .addOption(
      option(
        '--min-rows <n>',
        'with fewer rows there is no verdict',
        within(minRowsSchema, 'a whole number from 1 to 1000000'),
        monitorDefaults.minRows,
      ),
    )
    .addOption(
      new Option('--fail-on <verdict>', 'end with exit code 1 at this status or a worse one')
        .choices(failures)
        .default('never'),
    )
    .action(async (flags: MonitorFlags) => {
      const result = await withDatabase((context) => perform(monitorStep, context, flags))
      print(result)
      if (result.status === 'retrain' ? flags.failOn !== 'never' : result.status === flags.failOn) process.exitCode = 1
    })

function within(schema: z.ZodType<number>, what: string) {
  return (text: string) => {
    const result = schema.safeParse(number(text))
    if (result.success) return result.data
    throw new InvalidArgumentError(`It must be ${what}.`)
  }
}
