import { createRequire } from 'node:module'
import { Command, CommanderError } from 'commander'
import { TemporaryError, UserError } from '../core/errors.js'
import { clearCommand } from './commands/clear.js'
import { describeCommand } from './commands/describe.js'
import { doctorCommand } from './commands/doctor.js'
import { loadCommand } from './commands/load.js'
import { modelsCommand } from './commands/models.js'
import { preprocessCommand } from './commands/preprocess.js'
import { runCommand } from './commands/run.js'
import { serveCommand } from './commands/serve.js'
import { trainCommand } from './commands/train.js'
import { tuneCommand } from './commands/tune.js'
import { allowClosedPipes } from './output.js'

/**
 * Exit codes: 0 done, 1 a person can mend it, 2 wrong usage, and of sysexits.h 70 a bug (EX_SOFTWARE) and 75 what may pass
 * (EX_TEMPFAIL). dags/penguins_steps.py goes by them.
 */
const MISTAKE = 1
const USAGE = 2
const BUG = 70
const TEMPORARY = 75

const { version } = createRequire(import.meta.url)('../../package.json')

const program = new Command('penguins')
  .description('From a CSV to a served prediction. Settings come from the environment; see docs/reference.md.')
  .version(version)

for (const command of [
  describeCommand(),
  clearCommand(),
  loadCommand(),
  preprocessCommand(),
  trainCommand(),
  tuneCommand(),
  runCommand(),
  serveCommand(),
  modelsCommand(),
  doctorCommand(),
]) {
  program.addCommand(command)
}
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
    `penguins: a bug; send these lines to whoever looks after this installation:\npenguins ${version}, Node ${process.version}, ${process.platform} ${process.arch}\n${error instanceof Error ? error.stack : String(error)}\n`,
  )
  return BUG
}
