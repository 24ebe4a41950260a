import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Bench } from './context.js'
import { CONNECTIONS, fire } from './fire.js'
import { type Server, servePenguins } from './processes.js'
import { byTurns, type Figure } from './table.js'
import { trainIfNone } from './trainIfNone.js'

const SECONDS = 5
const ROUNDS = 5
const PORT = 8850
/** A slow database answers each packet so late. */
const SLOW_MS = 300
const NOWHERE = 'mysql://user:password@127.0.0.1:1/penguins_db'

/** What logs cost `POST /predict`: of predictions, with their database up, slow and down, and of requests. By turns with an API without. */
export async function benchLog({ dataset, modelsDir, folder, mysqlUrl }: Bench) {
  await trainIfNone(modelsDir, folder)
  const slow = mysqlUrl ? await delayed(mysqlUrl) : undefined
  const logs: Record<string, Record<string, string>> = {
    'Penguins, no log': {},
    'predictions to SQLite': { PREDICTION_LOG: `sqlite:${join(folder, 'log.sqlite')}` },
    ...(mysqlUrl && { 'predictions to MySQL': { PREDICTION_LOG: mysqlUrl } }),
    ...(slow && { [`predictions to MySQL, each answer ${SLOW_MS} ms late`]: { PREDICTION_LOG: slow.url } }),
    'predictions to MySQL that is down': { PREDICTION_LOG: NOWHERE },
    'LOG_LEVEL=debug': { LOG_LEVEL: 'debug' },
  }
  const servers: Server[] = []
  const sides: Record<string, () => Promise<Figure[]>> = {}
  try {
    for (const [side, env] of Object.entries(logs)) {
      const server = await servePenguins(modelsDir, PORT + servers.length, { LOG_LEVEL: 'silent', ...env })
      servers.push(server)
      await fire(server, 'predict', dataset, 2)
      sides[side] = async () => {
        const figures = await fire(server, 'predict', dataset, SECONDS)
        return env.PREDICTION_LOG ? [...figures, await shareLogged(server)] : figures
      }
    }
    await byTurns(`POST /predict, ${CONNECTIONS} connections, with a log`, sides, ROUNDS)
  } finally {
    for (const server of servers) await server.stop()
    slow?.close()
  }
}

/** Of the requests since the start, but for those that wait: the others were dropped. */
async function shareLogged({ url }: Server): Promise<Figure> {
  const text = await (await fetch(new URL('/metrics', url))).text()
  const count = (what: string) =>
    Number(new RegExp(`^penguins_prediction_log_${what}_total (\\d+)`, 'm').exec(text)?.[1])
  return { of: 'share logged', value: (100 * count('rows')) / (count('rows') + count('dropped')), unit: '%' }
}

/** A way to a MySQL server on which all that it says comes late. */
async function delayed(url: string) {
  const [, host, port] = /@([^:/]+):(\d+)\//.exec(url)!
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(port), host)
    for (const socket of [client, upstream]) sockets.add(socket.on('error', () => {}))
    client.pipe(upstream)
    upstream.on('data', (bytes) => setTimeout(() => client.write(bytes), SLOW_MS))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: own } = server.address() as { port: number }
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { url: url.replace(`@${host}:${port}/`, `@127.0.0.1:${own}/`), close }
}
