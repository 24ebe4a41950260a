import { once } from 'node:events'
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Dataset } from '../core/dataset/dataset.js'
import type { Bench } from './context.js'
import { millionRows, ROWS } from './millionRows.js'
import { memory, serve } from './processes.js'

const PORT = 8815
const BATCH_ROWS = 10_000
/** As in Dockerfile.api. */
const LIMITS = ['--max-old-space-size=128', '--max-semi-space-size=4']

/** A million rows by `POST /predict/batch` in each format, each to a server of its own: speed, and the server's peak memory. */
export async function benchBatch({ dataset, folder, modelsDir, peerModelsDir, python }: Bench) {
  const csv = await millionRows(folder, dataset)
  const ndjson = join(folder, 'million.ndjson')
  await writeNdjson(csv, ndjson, dataset)
  const ours = ['dist/cli/penguins.js', 'serve']
  const env = { MODELS_DIR: modelsDir, PORT: String(PORT), LOG_LEVEL: 'warn' }
  const sides = {
    penguins: () => serve(process.execPath, [...LIMITS, ...ours], `http://localhost:${PORT}/health/ready`, env),
    ...(python && {
      FastAPI: () => {
        const args = ['bench/peers/serve.py', '--port', String(PORT), '--models', peerModelsDir]
        return serve(python, args, `http://127.0.0.1:${PORT}/health`)
      },
    }),
  }
  const formats = {
    [`JSON, ${BATCH_ROWS.toLocaleString('en')} at a time`]: () => sendLists(ndjson),
    CSV: () => sendFile(csv, 'text/csv'),
    NDJSON: () => sendFile(ndjson, 'application/x-ndjson'),
  }
  for (const [format, send] of Object.entries(formats)) {
    for (const [name, start] of Object.entries(sides)) {
      const { child, stop } = await start()
      const started = performance.now()
      await send()
      const rate = Math.round((ROWS / (performance.now() - started)) * 1000)
      console.log(
        `a batch of ${ROWS.toLocaleString('en')} rows, ${format}, ${name}: ${rate.toLocaleString('en')} rows/s, peak ${memory(child, 'VmHWM')} MB`,
      )
      await stop()
    }
  }
}

/** The features of a CSV file's rows, an object a line; a value that is no number is missing. */
async function writeNdjson(csv: string, path: string, { features }: Dataset) {
  const file = createWriteStream(path)
  let places: number[] | undefined
  for await (const line of createInterface({ input: createReadStream(csv) })) {
    const cells = line.split(',')
    if (!places) {
      places = features.map(({ name }) => cells.indexOf(name))
      continue
    }
    const row = features.map(({ name }, i) => [name, Number(cells[places![i]!])])
    if (!file.write(`${JSON.stringify(Object.fromEntries(row))}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
}

/** Streams a file there and the reply back. */
async function sendFile(path: string, type: string) {
  const sent = open(type)
  createReadStream(path, { highWaterMark: 1 << 20 }).pipe(sent)
  await read(sent)
}

/** Sends the rows as lists, one after the other; those with a missing value are left out. */
async function sendLists(ndjson: string) {
  const lines = readFileSync(ndjson, 'utf8').trimEnd().split('\n')
  for (let i = 0; i < lines.length; i += BATCH_ROWS) {
    const rows = lines.slice(i, i + BATCH_ROWS).filter((line) => !line.includes('null'))
    await read(open('application/json').end(`[${rows.join()}]`))
  }
}

const open = (type: string) =>
  request({ host: '127.0.0.1', port: PORT, path: '/predict/batch', method: 'POST', headers: { 'content-type': type } })

async function read(sent: ReturnType<typeof open>) {
  const [reply] = await once(sent, 'response')
  if (reply.statusCode !== 200) throw new Error(`POST /predict/batch was answered with ${reply.statusCode}`)
  await once(reply.resume(), 'end')
}
