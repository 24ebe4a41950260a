import { type AddressInfo, isIPv6 } from 'node:net'
import closeWithGrace from 'close-with-grace'
import type { Dataset } from '../core/dataset/dataset.js'
import { codeOf, UserError } from '../core/errors.js'
import type { Settings } from '../core/settings.js'
import { type AppOptions, buildApp } from './app.js'

/** How long requests under way may still take once the process is told to stop. */
const CLOSE_MS = 5000

/** How many connections may wait to be taken up: ten thousand that come at once are then more than a moment late, but not lost. */
const BACKLOG = 4096

export interface Server {
  /** The address to open. */
  address: string
  close(): Promise<unknown>
}

/** Where several processes answer on one port, which this one shares with others. */
export type ServerOptions = Pick<AppOptions, 'metricsOfAll'>

/**
 * Starts the API of a data set, and stops it on SIGINT or SIGTERM once its requests are answered.
 *
 * @throws UserError PORT_IN_USE or ADDRESS when it can't listen there
 */
export async function startServer(settings: Settings, dataset: Dataset, options: ServerOptions = {}): Promise<Server> {
  const { HOST: host, PORT: port } = settings
  const app = await buildApp(settings, dataset, options)
  try {
    await app.listen({ host, port, backlog: BACKLOG, listenTextResolver: (address) => `listening on ${address}` })
  } catch (error) {
    await app.close()
    throw notListening(host, port, error)
  }
  // Ctrl-C in a terminal reaches each of several processes: the one that started them then ends the others.
  const isOneOfMany = options.metricsOfAll !== undefined
  if (isOneOfMany) process.on('SIGINT', () => {})
  const grace: closeWithGrace.Options = { delay: CLOSE_MS, logger: app.log, skip: isOneOfMany ? ['SIGINT'] : [] }
  const handlers = closeWithGrace(grace, async ({ err }) => {
    if (err) app.log.error(err)
    await app.close()
  })
  const bound = app.server.address() as AddressInfo
  const everywhere = bound.address === '0.0.0.0' || bound.address === '::'
  const name = everywhere ? 'localhost' : isIPv6(host) ? `[${host}]` : host
  const close = () => {
    handlers.uninstall()
    return app.close()
  }
  return { address: `http://${name}:${bound.port}`, close }
}

function notListening(host: string, port: number, error: unknown): unknown {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new UserError(
        'PORT_IN_USE',
        `Port ${port} on ${host} is in use: stop the program that holds it, or take another port, as in PORT=${port > 65_000 ? 8001 : port + 1}.`,
      )
    case 'EACCES':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new UserError(
        'ADDRESS',
        `This machine can't listen on ${host}:${port} (${codeOf(error)}); set HOST and PORT.`,
      )
    default:
      return error
  }
}
