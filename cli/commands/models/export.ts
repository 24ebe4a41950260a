import { Command } from 'commander'
import { expandHome } from '../../../core/home.js'
import { exportBundle } from '../../../registry/exportBundle.js'
import { print, say } from '../../output.js'
import { openRegistry } from './openRegistry.js'

export const exportCommand = () =>
  new Command('export')
    .description('copy a bundle, proved, into another folder')
    .argument('<version>')
    .argument('<folder>', 'where to', expandHome)
    .action(async (version: string, folder: string) => {
      const done = await exportBundle(await openRegistry(), version, folder)
      say('export', done.folder)
      print({ task: 'export', ...done })
    })
