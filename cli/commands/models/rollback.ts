import { Command } from 'commander'
import { rollback } from '../../../registry/rollback.js'
import { print, say, sayWaiting } from '../../output.js'
import { openRegistry } from './openRegistry.js'
import { sayMoved } from './promote.js'

export const rollbackCommand = () =>
  new Command('rollback')
    .description('go back to the version that was in use before; again, to the one before that')
    .argument('[version]', 'go back to this one; an empty text is as good as none')
    .option('--reason <text>', 'for the history', 'by hand')
    .action(async (version: string | undefined, { reason: why }: { reason: string }) => {
      const registry = await openRegistry()
      const done = await rollback(registry, why, version || undefined, sayWaiting('rollback', registry.folder))
      for (const passed of done.passed_over) say('rollback', `passed over: ${passed}`)
      sayMoved('rollback', done)
      print({ task: 'rollback', ...done })
    })
