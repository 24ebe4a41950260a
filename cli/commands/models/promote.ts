import { Command } from 'commander'
import { type Promotion, promote } from '../../../registry/promote.js'
import { print, say, sayWaiting } from '../../output.js'
import { openRegistry } from './openRegistry.js'

export const promoteCommand = () =>
  new Command('promote')
    .description('take a version into use, once it has been proved')
    .argument('<version>')
    .option('--reason <text>', 'for the history', 'by hand')
    .option('--over <version>', 'only in place of this one, with which it was compared; none where none was in use')
    .action(async (version: string, { reason: why, over }: { reason: string; over?: string }) => {
      const registry = await openRegistry()
      const replaced = over === 'none' ? null : over
      const done = await promote(registry, version, why, sayWaiting('promote', registry.folder), replaced)
      sayMoved('promote', done)
      print({ task: 'promote', ...done })
    })

/** Says which version is in use now. */
export const sayMoved = (label: string, { from, to }: Promotion) =>
  say(label, from === to ? `${to} is in use already` : `${to} is in use, in place of ${from ?? 'none'}`)
