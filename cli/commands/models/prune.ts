import { Command, InvalidArgumentError } from 'commander'
import { readSettings } from '../../../core/settings.js'
import { prune } from '../../../registry/prune.js'
import { number } from '../../options.js'
import { count, print, say, sayWaiting } from '../../output.js'

export const pruneCommand = () =>
  new Command('prune')
    .description('remove old versions; never the one in use')
    .requiredOption('--keep <n>', 'how many of the last published stay', atLeastOne)
    .action(async ({ keep }: { keep: number }) => {
      const folder = readSettings(process.env).MODELS_DIR
      const done = await prune(folder, keep, sayWaiting('prune', folder))
      say('prune', `removed ${count(done.removed.length, 'version')}, kept ${done.kept.length}`)
      print({ task: 'prune', ...done })
    })

function atLeastOne(text: string): number {
  const value = number(text)
  if (Number.isInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('It must be a whole number, 1 or more.')
}
