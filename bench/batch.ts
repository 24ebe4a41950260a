import { once } from 'node:events'
import { createReadStream, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { sum } from '../core/numbers.js'
import type { Bench } from './context.js'
import { millionLines, millionRows, ROWS } from './millionRows.js'
import { memory, type Server, serveFastApi, servePenguins } from './processes.js'
import { byTurns, type Figure } from './table.js'

const PORT = 8815
const TURNS = 3
const LISTS = [1000, 10_000]
/** Lists under way at a time: while one is answered, the next one is there. */
const AT_A_TIME = 2
/** As in Dockerfile.api. */
const LIMITS = ['--max-old-space-size=128', '--max-semi-space-size=4']

/** A million rows by `POST /predict/batch`, each format to a server of its own: speed, and the server's peak memory. */
export async function benchBatch({ dataset, folder, modelsDir, peerModelsDir, python }: Bench) {
  const csv = await millionRows(folder, dataset)
  const ndjson = await millionLines(folder, dataset)
  const formats: Record<string, () => (server: Server) => Promise<number>> = {
    ...Object.fromEntries(
      LISTS.map((rows) => [`JSON, ${rows.toLocaleString('en')} at a time`, () => sendLists(listsOf(ndjson, rows))]),
    ),
    CSV: () => (server) => sendFile(server, csv, 'text/csv'),
    NDJSON: () => (server) => sendFile(server, ndjson, 'application/x-ndjson'),
  }
  for (const [format, prepare] of Object.entries(formats)) {
    const send = prepare()
    const servers = {
      Penguins: await servePenguins(modelsDir, PORT, {}, [...LIMITS, 'dist/cli/penguins.js', 'serve']),
      ...(python && { FastAPI: await serveFastApi(python, peerModelsDir, PORT + 1) }),
    }
    const to = (server: Server) => async (): Promise<Figure[]> => {
      const started = performance.now()
      const rows = await send(server)
      const value = (rows / (performance.now() - started)) * 1000
      return [{ value, unit: 'rows/s', peakMb: memory(server.child) }]
    }
    const sides = Object.fromEntries(Object.entries(servers).map(([side, server]) => [side, to(server)]))
    try {
      await byTurns(`POST /predict/batch of ${ROWS.toLocaleString('en')} rows, ${format}`, sides, TURNS)
    } finally {
      for (const server of Object.values(servers)) await server.stop()
    }
  }
}

/** Streams a file of all rows there and the reply back. */
async function sendFile(server: Server, path: string, type: string): Promise<number> {
  const sent = open(server, type)
  createReadStream(path, { highWaterMark: 1 << 20 }).pipe(sent)
  await read(sent)
  return ROWS
}

interface List {
  body: Buffer
  rows: number
}

/** The rows as lists; those with a missing value are left out. */
function listsOf(ndjson: string, rowCount: number): List[] {
  const lines = readFileSync(ndjson, 'utf8').trimEnd().split('\n')
  return Array.from({ length: Math.ceil(lines.length / rowCount) }, (_, i) => {
    const rows = lines.slice(i * rowCount, (i + 1) * rowCount).filter((line) => !line.includes('null'))
    return { body: Buffer.from(`[${rows.join()}]`), rows: rows.length }
  })
}

const sendLists = (lists: List[]) => async (server: Server) => {
  const waiting = lists.values()
  const sendOn = async () => {
    let sent = 0
    for (const { body, rows } of waiting) {
      await read(open(server, 'application/json', { 'content-length': body.length }).end(body))
      sent += rows
    }
    return sent
  }
  return sum(await Promise.all(Array.from({ length: AT_A_TIME }, sendOn)))
}

const open = ({ url }: Server, type: string, headers = {}) =>
  request(new URL('/predict/batch', url), { method: 'POST', headers: { 'content-type': type, ...headers } })

async function read(sent: ReturnType<typeof open>) {
  const [reply] = await once(sent, 'response')
  if (reply.statusCode !== 200) throw new Error(`POST /predict/batch was answered with ${reply.statusCode}`)
  await once(reply.resume(), 'end')
}
