import { Command, CommanderError } from 'commander'
import { z } from 'zod'
import { TemporaryError, UserError } from '../core/errors.js'
import { release } from '../core/release.js'
import { allowClosedPipes } from './output.js'

/**
 * Exit codes: 0 done, 1 a person can mend it, 2 wrong usage, and of sysexits.h 70 a bug (EX_SOFTWARE) and 75 what may pass
 * (EX_TEMPFAIL). dags/penguins_steps.py goes by them.
 */
const MISTAKE = 1
const USAGE = 2
const BUG = 70
const TEMPORARY = 75

// What is read here is read once: a parser that is compiled for it, as zod would do, takes longer than what it saves.
z.config({ jitless: true })

const program = new Command('penguins')
  .description('From a CSV to a served prediction. Settings come from the environment; see docs/reference.md.')
  .version(release)

/** In the order of `--help`. Each is loaded when it is asked for, so that no command waits for what only another one needs. */
const commands = new Map<string, () => Promise<Command>>([
  ['describe', async () => (await import('./commands/describe.js')).describeCommand()],
  ['clear', async () => (await import('./commands/clear.js')).clearCommand()],
  ['load', async () => (await import('./commands/load.js')).loadCommand()],
  ['preprocess', async () => (await import('./commands/preprocess.js')).preprocessCommand()],
  ['train', async () => (await import('./commands/train.js')).trainCommand()],
  ['tune', async () => (await import('./commands/tune.js')).tuneCommand()],
  ['run', async () => (await import('./commands/run.js')).runCommand()],
  ['predict', async () => (await import('./commands/predict.js')).predictCommand()],
  ['serve', async () => (await import('./commands/serve.js')).serveCommand()],
  ['models', async () => (await import('./commands/models.js')).modelsCommand()],
  ['monitor', async () => (await import('./commands/monitor.js')).monitorCommand()],
  ['labels', async () => (await import('./commands/labels.js')).labelsCommand()],
  ['doctor', async () => (await import('./commands/doctor.js')).doctorCommand()],
])
const asked = commands.get(process.argv[2] ?? '')
for (const load of asked ? [asked] : commands.values()) program.addCommand(await load())
throwErrors(program)
allowClosedPipes()

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCode(error)
}

/** Lets errors of usage be thrown, by every command, instead of ending the process. */
function throwErrors(command: Command) {
  command.exitOverride().configureOutput({
    outputError: (text, write) =>
      write(
        `penguins: ${text
          .replace(/^error: /, '')
          .trim()
          .replace('\n', ' ')} (--help says more)\n`,
      ),
  })
  for (const subcommand of command.commands) throwErrors(subcommand)
}

/** Says what went wrong: a sentence for what a person can mend, the stack for anything else. */
function exitCode(error: unknown): number {
  // Commander has said it itself; help and version are no failures.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE
  if (error instanceof UserError) {
    process.stderr.write(`penguins: ${error.message}\n`)
    return error instanceof TemporaryError ? TEMPORARY : MISTAKE
  }
  process.stderr.write(
    `penguins: a bug; send these lines to whoever looks after this installation:\npenguins ${release}, Node ${process.version}, ${process.platform} ${process.arch}\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  return BUG
}
