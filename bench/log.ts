import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import type { Bench } from './context.js'
import { fire } from './fire.js'
import { median, memory, type Server, serve } from './processes.js'
import { trainIfNone } from './trainIfNone.js'

const SECONDS = 5
const ROUNDS = 5
const PORT = 8850
/** A slow database answers each packet so late. */
const SLOW_MS = 300
const NOWHERE = 'mysql://user:password@127.0.0.1:1/penguins_db'

/** What the prediction log costs `POST /predict`, with its database up, slow and down; each in turn beside an API without. */
export async function benchLog({ dataset, modelsDir, folder, mysqlUrl }: Bench) {
  await trainIfNone(modelsDir, folder)
  const slow = mysqlUrl ? await delayed(mysqlUrl) : undefined
  const logs: Record<string, string> = {
    off: '',
    'to SQLite': `sqlite:${join(folder, 'log.sqlite')}`,
    ...(mysqlUrl && slow && { 'to MySQL': mysqlUrl, 'to a slow MySQL': slow.url }),
    'to a MySQL that is down': NOWHERE,
  }
  const servers: Record<string, { url: string; server: Server }> = {}
  for (const [i, [name, PREDICTION_LOG]] of Object.entries(logs).entries()) {
    const env = { MODELS_DIR: modelsDir, PORT: String(PORT + i), LOG_LEVEL: 'silent', PREDICTION_LOG }
    const url = `http://localhost:${PORT + i}`
    const server = await serve(process.execPath, ['dist/cli/penguins.js', 'serve'], `${url}/health/ready`, env)
    servers[name] = { url, server }
  }
  const figures: Record<string, { rate: number; p99: number }[]> = {}
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [name, { url }] of Object.entries(servers)) {
      const result = await fire(`${url}/predict`, dataset, round === 0 ? 2 : SECONDS)
      // The first round warms the servers.
      if (round > 0) figures[name] = [...(figures[name] ?? []), result]
    }
  }
  for (const [name, { url, server }] of Object.entries(servers)) {
    const ratios = figures[name]!.map(({ rate }, i) => rate / figures.off![i]!.rate)
    const [rate, p99] = (['rate', 'p99'] as const).map((it) => median(figures[name]!.map((one) => one[it])))
    const text = await (await fetch(`${url}/metrics`)).text()
    const count = (what: string) => new RegExp(`^penguins_prediction_log_${what}_total (\\d+)`, 'm').exec(text)?.[1]
    console.log(
      `POST /predict, prediction log ${name}: ${Math.round(rate!)} requests/s, ${(median(ratios) * 100).toFixed(0)} % of off, p99 ${p99} ms, ${count('rows')} rows logged, ${count('dropped')} dropped, ${memory(server.child, 'VmHWM')} MB at most`,
    )
    await server.stop()
  }
  slow?.close()
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
