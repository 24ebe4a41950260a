import { Command } from 'commander'
import { UserError } from '../../../core/errors.js'
import { renderCard } from '../../../registry/card.js'
import { lastChangeTo, readHistory } from '../../../registry/history.js'
import { noModel } from '../../../registry/noModel.js'
import { readPointer } from '../../../registry/pointer.js'
import { readPublished } from '../../../registry/promote.js'
import type { Registry } from '../../../registry/registry.js'
import { print } from '../../output.js'
import { openRegistry } from './openRegistry.js'

export const showCommand = () =>
  new Command('show')
    .description('the card of a version: all that is known of it')
    .argument('[version]', 'the one in use, if none is named')
    .option('--json', 'for programs')
    .action(async (version: string | undefined, { json }: { json?: true }) => {
      const registry = await openRegistry()
      const { manifest } = await readPublished(registry, version ?? (await currentVersion(registry)))
      const last_change = lastChangeTo(await readHistory(registry.folder), manifest.version)
      if (json) return print({ ...manifest, last_change })
      process.stdout.write(renderCard(manifest))
      const { at, action, why } = last_change ?? {}
      process.stdout.write(`\n## How it came into use\n\n${at ? `${at}, by ${action}: ${why}` : 'It never did.'}\n`)
    })

async function currentVersion({ folder, dataset }: Registry): Promise<string> {
  const version = await readPointer(folder)
  if (version !== undefined) return version
  throw new UserError('NO_MODEL', noModel(dataset))
}
