import { Command } from 'commander'
import { readSettings } from '../../core/settings.js'
import { say } from '../output.js'

/** Starts the API and returns its address; the process then lives until it is told to stop. */
export async function serve(): Promise<string> {
  const { startServer } = await import('../../api/server.js')
  return startServer(readSettings(process.env))
}

export const serveCommand = () =>
  new Command('serve').description('serve the model in use, and each newer one, over HTTP').action(async () => {
    say('serve', `${await serve()}/docs`)
  })
