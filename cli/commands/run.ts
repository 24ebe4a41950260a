import { Command } from 'commander'
import { expandHome } from '../../core/home.js'
import { preprocessDefaults } from '../../tasks/preprocess.js'
import { print, say } from '../output.js'
import { perform, record, withDatabase } from '../step.js'
import { clearStep } from './clear.js'
import { loadStep } from './load.js'
import { preprocessStep } from './preprocess.js'
import { serve } from './serve.js'
import { engineOption, profileOption, type TrainFlags, trainDefaults, trainerOf, trainStep } from './train.js'

export const runCommand = () =>
  new Command('run')
    .description('clear, load, preprocess and train, one after the other')
    .argument('[file]', "the CSV file; the definition's, if none is named", expandHome)
    .option('--serve', 'then serve the model')
    .addOption(profileOption())
    .addOption(engineOption())
    .action(async (file: string | undefined, { serve: andServe, ...flags }: Flags & { serve?: true }) => {
      // The port first: better to learn at once than after the work that it is taken.
      // What goes well is said here in words; the log then tells of the rest.
      const server = andServe && (await serve({ ...process.env, LOG_LEVEL: process.env.LOG_LEVEL || 'warn' }))
      try {
        const result = await runAll(file, flags)
        if (server) say('serve', `${server.address} to try it, ${server.address}/docs for the API, Ctrl-C to end`)
        else print(result)
      } catch (error) {
        if (server) await server.close()
        throw error
      }
    })

type Flags = Pick<TrainFlags, 'profile' | 'engine'>

function runAll(named: string | undefined, flags: Flags) {
  return withDatabase(async (context) => {
    const started = new Date()
    // Before the work that would be for nothing without it.
    await trainerOf(context.settings, flags.engine)
    const file = named ?? context.dataset.file
    const cleared = await perform(clearStep, context, { beforeLoad: file })
    const loaded = await perform(loadStep, context, { file })
    const preprocessed = await perform(preprocessStep, context, { ...preprocessDefaults, of: loaded.fingerprint })
    const trained = await perform(trainStep, context, { ...trainDefaults, ...flags, of: preprocessed.fingerprint })
    const steps = [cleared, loaded, preprocessed, trained]
    const result = { task: 'run', steps, duration_ms: Date.now() - started.getTime() }
    await record(context, 'run', started, result)
    return result
  })
}
