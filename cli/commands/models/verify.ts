import { Command } from 'commander'
import { messageOf, UserError } from '../../../core/errors.js'
import { readBundle } from '../../../registry/bundle.js'
import { readPublished } from '../../../registry/promote.js'
import { versionNames } from '../../../registry/versions.js'
import { print, say } from '../../output.js'
import { openRegistry } from './openRegistry.js'

export const verifyCommand = () =>
  new Command('verify')
    .description('prove bundles: checksums, and the predictions that they must give')
    .argument('[version]', 'all, if none is named')
    .action(async (version: string | undefined) => {
      const registry = await openRegistry()
      const versions = version === undefined ? await versionNames(registry.folder) : [version]
      const damaged: Record<string, string> = {}
      for (const it of versions) {
        try {
          await (version === undefined ? readBundle(registry, it) : readPublished(registry, it))
          say('verify', `✓ ${it} is sound`)
        } catch (error) {
          if (!(error instanceof UserError)) throw error
          damaged[it] = messageOf(error)
          say('verify', `✗ ${messageOf(error)}`)
        }
      }
      print({ task: 'verify', sound: versions.length - Object.keys(damaged).length, damaged })
      if (Object.keys(damaged).length > 0) process.exitCode = 1
    })
