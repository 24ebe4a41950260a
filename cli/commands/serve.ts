import { Command, InvalidArgumentError } from 'commander'
import type { Server, ServerOptions } from '../../api/server.js'
import { readDataset } from '../../core/dataset/readDataset.js'
import { readSettings } from '../../core/settings.js'
import { number, option } from '../options.js'
import { say } from '../output.js'

/** So many processes are enough for any machine. */
const MOST_WORKERS = 256

/** Starts the API; the process then lives until it is told to stop. `env` holds its settings. */
export async function serve(env: NodeJS.ProcessEnv = process.env, options?: ServerOptions): Promise<Server> {
  const { startServer } = await import('../../api/server.js')
  const settings = readSettings(env)
  return startServer(settings, await readDataset(settings.DATASET), options)
}

export const serveCommand = () =>
  new Command('serve')
    .description('serve the model in use, and each newer one, over HTTP')
    .addOption(option('--workers <n>', 'how many processes answer, on one port', workers, 1))
    .action(async (options: { workers: number }) => {
      if (options.workers === 1) return sayWhere(await serve())
      const { isFirst, isWorker, metricsOfAll, startWorkers } = await import('../../api/workers.js')
      if (!isWorker) {
        process.exitCode = await startWorkers(options.workers, (sentence) => say('serve', sentence))
        return
      }
      const server = await serve(process.env, { metricsOfAll }).catch((error) => {
        // The channel to the process that started this one would keep it alive.
        process.channel?.unref()
        throw error
      })
      if (isFirst) sayWhere(server, `, by ${options.workers} processes`)
    })

const sayWhere = ({ address }: Server, how = '') => say('serve', `${address}, ${address}/docs for the API${how}`)

function workers(text: string): number {
  const count = number(text)
  if (Number.isInteger(count) && count >= 1 && count <= MOST_WORKERS) return count
  throw new InvalidArgumentError(`It must be a whole number from 1 to ${MOST_WORKERS}.`)
}
