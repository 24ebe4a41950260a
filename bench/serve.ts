import type { Bench } from './context.js'
import { CONNECTIONS, fire } from './fire.js'
import { memory, type Server, serve } from './processes.js'
import { byTurns, type Turn } from './table.js'

const SECONDS = 5
const FEW_SECONDS = 2
const ROUNDS = 5
const PORTS = { Penguins: 8811, bare: 8812, FastAPI: 8813 }

/** The first reply after a start; then one `POST` at a time on each of 32 connections, to predict and to explain; and memory. */
export async function benchServe({ dataset, modelsDir, peerModelsDir, python, isShort }: Bench) {
  const env = { MODELS_DIR: modelsDir, PORT: String(PORTS.Penguins), LOG_LEVEL: 'warn' }
  const starts = {
    Penguins: () => serve(process.execPath, ['dist/cli/penguins.js', 'serve'], url('Penguins', 'health/ready'), env),
    bare: () => serve(process.execPath, ['dist/bench/bare.js'], url('bare', 'health'), { PORT: String(PORTS.bare) }),
    ...(python && {
      FastAPI: () => {
        const args = ['bench/peers/serve.py', '--port', String(PORTS.FastAPI), '--models', peerModelsDir]
        return serve(python, args, url('FastAPI', 'health'))
      },
    }),
  }
  const names = Object.keys(starts) as (keyof typeof PORTS)[]
  const named = (name: keyof typeof PORTS) => (name === 'bare' ? 'the least that Fastify does' : name)
  const sides = (names: (keyof typeof PORTS)[], turn: (name: keyof typeof PORTS) => Promise<Turn>) =>
    Object.fromEntries(names.map((name) => [named(name), () => turn(name)]))

  const firstReply = async (name: keyof typeof PORTS) => {
    const server = await starts[name]!()
    await server.stop()
    return { value: server.firstReplySeconds }
  }
  await firstReply('Penguins')
  await byTurns('first reply after a start', 's', sides(names, firstReply), ROUNDS)

  const servers = {} as Record<keyof typeof PORTS, Server>
  for (const name of names) servers[name] = await starts[name]!()
  try {
    const seconds = isShort ? FEW_SECONDS : SECONDS
    const fireAt = (path: string) => async (name: keyof typeof PORTS) => {
      const { rate } = await fire(url(name, path), dataset, seconds)
      return { value: rate, peakMb: memory(servers[name].child, 'VmRSS') }
    }
    const of = `${CONNECTIONS} connections`
    for (const name of names) await fire(url(name, 'predict'), dataset, 2)
    await byTurns(`POST /predict, ${of}`, 'requests/s', sides(names, fireAt('predict')), ROUNDS)
    if (isShort) return
    const explaining = names.filter((name) => name !== 'bare')
    await byTurns(`POST /explain, ${of}`, 'requests/s', sides(explaining, fireAt('explain')), ROUNDS)
  } finally {
    for (const server of Object.values(servers)) await server.stop()
  }
}

const url = (name: keyof typeof PORTS, path: string) =>
  `http://localhost:${PORTS[name]}/${path}`.replace('localhost', name === 'FastAPI' ? '127.0.0.1' : 'localhost')
