import { type AddressInfo, connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { penguin, penguins } from '../test/datasets.js'
import { temporaryFolder } from '../test/freshDatabase.js'
import { trainModel } from '../test/trainedModel.js'
import { buildApp } from './app.js'
import { limitsOf } from './limits.js'

const HEADER = `${Object.keys(penguin).join()}\n`
const ROW = `${Object.values(penguin).join()}\n`
const LINE = `${JSON.stringify(penguin)}\n`
const CSV = 'text/csv'
const NDJSON = 'application/x-ndjson'
const ANSWERED = /\d,\w+,[\d.]+,\w+,[\d.]+,\n/g

const folder = temporaryFolder()
/** Its deadline is 0.2 s, and nothing may move for 1.2 s. */
let hasty: FastifyInstance
let patient: FastifyInstance
beforeAll(async () => {
  await trainModel(folder, { num_round: 5 })
  hasty = await start(200)
  patient = await start(10_000)
})

async function start(requestTimeoutMs: number, more: { RATE_LIMIT?: number } = {}): Promise<FastifyInstance> {
  const settings = { MODELS_DIR: folder, LOG_LEVEL: 'silent', FRAME_ANCESTORS: [] as string[] } as const
  const app = await buildApp({ ...settings, ...more }, penguins, { requestTimeoutMs })
  await app.listen({ host: '127.0.0.1', port: 0 })
  afterAll(() => app.close())
  return app
}

const portOf = (app: FastifyInstance) => (app.server.address() as AddressInfo).port

/** A request whose body is sent piece by piece, and all that comes back. */
class Client {
  reply = ''
  closed: Promise<string>
  readonly socket: Socket

  constructor(app: FastifyInstance, type = CSV, length: number | undefined = undefined) {
    this.socket = connect(portOf(app), '127.0.0.1')
    this.socket.setEncoding('utf8').on('data', (text: string) => (this.reply += text))
    this.socket.on('error', () => {})
    this.closed = new Promise((resolve) => this.socket.once('close', () => resolve(this.reply)))
    const framing = length === undefined ? 'transfer-encoding: chunked' : `content-length: ${length}`
    this.socket.write(`POST /predict/batch HTTP/1.1\r\nhost: x\r\ncontent-type: ${type}\r\n${framing}\r\n\r\n`)
  }

  send(text: string): this {
    this.socket.write(`${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`)
    return this
  }

  end(): this {
    this.socket.write('0\r\n\r\n')
    return this
  }

  has = (text: string | RegExp) => expect.poll(() => this.reply, { timeout: 20_000 }).toMatch(text)
}

const post = (app: FastifyInstance, body: string, type = CSV) =>
  fetch(`http://127.0.0.1:${portOf(app)}/predict/batch`, { method: 'POST', headers: { 'content-type': type }, body })

const connections = (app: FastifyInstance) =>
  new Promise<number>((resolve, reject) =>
    app.server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  )

/** The end of a whole reply. */
const WHOLE = /\r\n0\r\n\r\n$/

describe('time', () => {
  test('who goes on sending is answered, long after the deadline of other requests', async () => {
    const client = new Client(hasty, NDJSON)
    for (let i = 0; i < 10; i++) {
      client.send(LINE)
      await setTimeout(150)
    }
    client.end()
    await client.has(WHOLE)
    expect(client.reply.match(/"predictions"/g)).toHaveLength(10)
    // The connection is as any other then.
    client.socket.write(
      'POST /predict HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{',
    )
    expect(await client.closed).toMatch(/HTTP\/1\.1 408 .*not all here after 0\.2 seconds/s)
  })

  test('who stops sending before the reply has begun is told in a refusal', async () => {
    const client = new Client(hasty).send('culmen')
    expect(await client.closed).toMatch(
      /^HTTP\/1\.1 408 .*"Nothing of the body came for 1\.2 seconds.*"code":"TIMEOUT"/s,
    )
  })

  test.each([
    [CSV, HEADER + ROW.repeat(1500), /\n,{8}"Nothing of the body came for 1\.2 seconds; .*"\n\r\n$/],
    [NDJSON, LINE, /\n{"error":"Nothing of the body came for 1\.2 seconds; .*","code":"TIMEOUT"}\n\r\n$/],
  ])('who stops later is told in a last line of %s, and cut off', async (type, body, says) => {
    const reply = await new Client(hasty, type).send(body).closed
    expect(reply).toMatch(/^HTTP\/1\.1 200 /)
    expect(reply).toMatch(says)
  })

  test('who stops reading is cut off, whether or not all is sent', async () => {
    const clients = [false, true].map((isAll) => {
      const client = new Client(hasty, NDJSON)
      client.socket.pause()
      client.send(LINE.repeat(isAll ? 60_000 : 200_000))
      if (isAll) client.end()
      return client
    })
    await expect.poll(() => connections(hasty)).toBeGreaterThan(0)
    await expect.poll(() => connections(hasty), { timeout: 30_000 }).toBe(0)
    for (const { socket } of clients) socket.destroy()
  })
})

describe('a fault that comes late', () => {
  const long = `${'9'.repeat(2 << 20)}\n`
  test('is said in a last line, and no client takes the reply for a whole one', async () => {
    const body = HEADER + ROW.repeat(3000) + long + ROW.repeat(3000)
    const reply = await new Client(patient).send(body).end().closed
    expect(reply).toMatch(/\n,{8}"The body, line 3002: a row longer than 1 MiB starts here.*"\n\r\n$/)
    expect(reply.match(ANSWERED)!.length).toBeGreaterThan(999)
    const { status, body: stream } = await post(patient, body)
    expect(status).toBe(200)
    await expect(new Response(stream).text()).rejects.toThrow('terminated')
  })

  test('a body that is broken off or no HTTP ends the reply without a word that is no row', async () => {
    for (const spoil of [(it: Client) => it.socket.end(), (it: Client) => it.socket.write('zz\r\n')]) {
      const client = new Client(patient, NDJSON).send(LINE)
      await client.has('"predictions"')
      spoil(client)
      expect(await client.closed).toMatch(/"warnings":\[\]}\n\r\n$/)
    }
  })

  test('a refusal reaches who still sends, and who never stops is cut off', async () => {
    const client = new Client(hasty)
    const endless = setInterval(() => client.send(ROW.repeat(1000)), 5)
    await client.has(/^HTTP\/1\.1 400 .*a row of values stands where the header must be/s)
    await client.closed
    clearInterval(endless)
  })
})

test('a reply that is cut off is counted, by what was wrong', async () => {
  const app = await start(1000)
  const statuses = async () => {
    const text = await (await fetch(`http://127.0.0.1:${portOf(app)}/metrics`)).text()
    const counts = text.matchAll(/^penguins_http_requests_total\{.*route="\/predict\/batch",status="(\d+)"\} (\d+)$/gm)
    return Object.fromEntries([...counts].map(([, status, count]) => [status, Number(count)]))
  }
  const [whole, wrong, gone] = [1, 2, 3].map(() => new Client(app, NDJSON).send(LINE))
  whole!.end()
  await whole!.has(WHOLE)
  await wrong!.has('"predictions"')
  wrong!.socket.end('zz\r\n')
  await wrong!.closed
  await gone!.has('"predictions"')
  gone!.socket.destroy()
  expect(await new Client(app).send(`${HEADER}${ROW.repeat(3000)}${'9'.repeat(2 << 20)}`).end().closed).toMatch(
    /^HTTP\/1\.1 200 /,
  )
  await expect.poll(statuses).toEqual({ 200: 1, 400: 1, 499: 2 })
  app.metrics.predictions.countScored = () => {
    throw new Error('a bug')
  }
  expect(await new Client(app, NDJSON).send(LINE).end().closed).toMatch(/^HTTP\/1\.1 200 .*"code":"INTERNAL"/s)
  await expect.poll(statuses).toEqual({ 200: 1, 400: 1, 499: 2, 500: 1 })
})

describe('many at a time', () => {
  const { streamsAtOnce } = limitsOf(penguins)
  const fill = async (app: FastifyInstance) => {
    const clients = Array.from({ length: streamsAtOnce }, () => new Client(app, NDJSON).send(LINE))
    for (const client of clients) await client.has('"predictions"')
    return clients
  }

  test('the others wait until one has ended or gone, and nothing is left of it', async () => {
    const before = await connections(patient)
    const [gone, ended, ...clients] = await fill(patient)
    const waiting = Array.from({ length: 2 }, () => new Client(patient, NDJSON).send(LINE).end())
    const abandoned = new Client(patient).send(HEADER)
    await expect.poll(() => connections(patient)).toBe(before + streamsAtOnce + 3)
    abandoned.socket.destroy()
    expect(waiting.map(({ reply }) => reply)).toEqual(['', ''])
    gone!.socket.destroy()
    await waiting[0]!.has(WHOLE)
    ended!.end()
    await waiting[1]!.has(WHOLE)
    for (const { socket } of [ended!, ...waiting, ...clients]) socket.destroy()
    await expect.poll(() => connections(patient)).toBe(before)
    // Every place is free again.
    for (const client of await fill(patient)) client.socket.destroy()
  })

  test('who has waited for long is told to come later', async () => {
    const app = await start(1000)
    const clients = await fill(app)
    const reply = await post(app, HEADER + ROW)
    expect([reply.status, reply.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await reply.json()).toEqual({ error: expect.stringMatching(/send it again later/), code: 'BUSY' })
    for (const { socket } of clients) socket.destroy()
  })

  test('who asks more often than the rate limit allows waits in no place', async () => {
    const app = await start(1000, { RATE_LIMIT: streamsAtOnce })
    const clients = await fill(app)
    expect((await post(app, HEADER + ROW)).status).toBe(429)
    for (const { socket } of clients) socket.destroy()
  })

  test('short requests come in between', async () => {
    let isDone = false
    const replies = Array.from({ length: 4 }, () => post(patient, HEADER + ROW.repeat(10_000)).then((it) => it.text()))
    const all = Promise.all(replies).finally(() => {
      isDone = true
    })
    let between = 0
    const url = `http://127.0.0.1:${portOf(patient)}/predict`
    const headers = { 'content-type': 'application/json' }
    for (; !isDone; between++) {
      expect((await fetch(url, { method: 'POST', headers, body: LINE })).status).toBe(200)
    }
    for (const text of await all) expect(text.match(ANSWERED)).toHaveLength(10_000)
    expect(between).toBeGreaterThan(5)
  })
})
