import type { Bench } from './context.js'
import { CONNECTIONS, fire } from './fire.js'
import { memory, type Server, serve, serveFastApi, servePenguins } from './processes.js'
import { byTurns, type Figure } from './table.js'

const SECONDS = 5
const FEW_SECONDS = 2
const ROUNDS = 5
const BARE = 'the least that Fastify does'

/** The first reply after a start; then one `POST` at a time on each of 32 connections, to predict and to explain; and memory. */
export async function benchServe({ dataset, modelsDir, peerModelsDir, python, isShort }: Bench) {
  const starts: Record<string, () => Promise<Server>> = {
    Penguins: () => servePenguins(modelsDir, 8811),
    [BARE]: () => serve(process.execPath, ['dist/bench/bare.js'], 'http://localhost:8812/health', { PORT: '8812' }),
    ...(python && { FastAPI: () => serveFastApi(python, peerModelsDir, 8813) }),
  }
  const sides = (turn: (name: string) => Promise<Figure[]>, names = Object.keys(starts)) =>
    Object.fromEntries(names.map((name) => [name, () => turn(name)]))

  const firstReply = async (name: string): Promise<Figure[]> => {
    const { child, firstReplySeconds, stop } = await starts[name]!()
    const peakMb = memory(child)
    await stop()
    return [{ value: firstReplySeconds, unit: 's', peakMb }]
  }
  await firstReply('Penguins')
  await byTurns('first reply after a start', sides(firstReply), ROUNDS)

  const servers: Record<string, Server> = {}
  try {
    for (const [name, start] of Object.entries(starts)) {
      servers[name] = await start()
      await fire(servers[name], 'predict', dataset, 2)
    }
    const fireAt = (path: string) => async (name: string) => {
      const figures = await fire(servers[name]!, path, dataset, isShort ? FEW_SECONDS : SECONDS)
      // A few milliseconds vary too much from run to run to be held against those of another day.
      return isShort ? figures.slice(0, 1) : figures
    }
    await byTurns(`POST /predict, ${CONNECTIONS} connections`, sides(fireAt('predict')), ROUNDS)
    if (isShort) return
    const explaining = Object.keys(starts).filter((name) => name !== BARE)
    await byTurns(`POST /explain, ${CONNECTIONS} connections`, sides(fireAt('explain'), explaining), ROUNDS)
  } finally {
    for (const server of Object.values(servers)) await server.stop()
  }
}
