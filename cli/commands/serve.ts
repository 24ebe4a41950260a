import { Command } from 'commander'
import type { Server } from '../../api/server.js'
import { readDataset } from '../../core/dataset/readDataset.js'
import { readSettings } from '../../core/settings.js'
import { say } from '../output.js'

/** Starts the API; the process then lives until it is told to stop. `env` holds its settings. */
export async function serve(env: NodeJS.ProcessEnv = process.env): Promise<Server> {
  const { startServer } = await import('../../api/server.js')
  const settings = readSettings(env)
  return startServer(settings, await readDataset(settings.DATASET))
}

export const serveCommand = () =>
  new Command('serve').description('serve the model in use, and each newer one, over HTTP').action(async () => {
    const { address } = await serve()
    say('serve', `${address}, ${address}/docs for the API`)
  })
