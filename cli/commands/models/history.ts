import { Command } from 'commander'
import { readSettings } from '../../../core/settings.js'
import { readHistory } from '../../../registry/history.js'
import { print, say } from '../../output.js'

export const historyCommand = () =>
  new Command('history')
    .description('every change of the model in use, the newest first')
    .option('--json', 'for programs')
    .action(async ({ json }: { json?: true }) => {
      const changes = (await readHistory(readSettings(process.env).MODELS_DIR)).reverse()
      if (json) return print(changes)
      if (changes.length === 0) return say('models', 'no model has been in use yet')
      for (const { at, from, to, action, why } of changes) {
        process.stdout.write(
          `${at.slice(0, 19).replace('T', ' ')}  ${action.padEnd(8)}  ${from ?? 'none'} → ${to}  ${why}\n`,
        )
      }
    })
