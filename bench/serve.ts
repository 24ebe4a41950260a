import type { Dataset } from '../core/dataset/dataset.js'
import type { Bench } from './context.js'
import { CONNECTIONS, type Figures, fire } from './fire.js'
import { median, memory, type Server, serve } from './processes.js'

const SECONDS = 5
const ROUNDS = 5
const PORTS = { penguins: 8811, bare: 8812, FastAPI: 8813 }

/** One `POST` at a time on each of 32 connections, to predict and to explain; then start-up and memory. */
export async function benchServe({ dataset, modelsDir, peerModelsDir, python }: Bench) {
  const env = { MODELS_DIR: modelsDir, PORT: String(PORTS.penguins), LOG_LEVEL: 'warn' }
  const starts = {
    penguins: () => serve(process.execPath, ['dist/cli/penguins.js', 'serve'], url('penguins', 'health/ready'), env),
    bare: () => serve(process.execPath, ['dist/bench/bare.js'], url('bare', 'health'), { PORT: String(PORTS.bare) }),
    ...(python && {
      FastAPI: () => {
        const args = ['bench/peers/serve.py', '--port', String(PORTS.FastAPI), '--models', peerModelsDir]
        return serve(python, args, url('FastAPI', 'health'))
      },
    }),
  }
  const names = Object.keys(starts) as (keyof typeof PORTS)[]
  const servers = {} as Record<keyof typeof PORTS, Server>
  for (const name of names) {
    const replies = []
    for (let i = 0; i < ROUNDS; i++) {
      const server = await starts[name]!()
      replies.push(server.firstReplySeconds)
      if (i < ROUNDS - 1) await server.stop()
      else servers[name] = server
    }
    await new Promise((resolve) => setTimeout(resolve, 2000))
    console.log(
      `${name}: first reply ${median(replies).toFixed(2)} s after the start, ${memory(servers[name].child, 'VmRSS')} MB at rest`,
    )
  }

  const rates = await fireInTurn(names, dataset, 'predict')
  await fireInTurn(
    names.filter((name) => name !== 'bare'),
    dataset,
    'explain',
  )
  const ratios = rates.penguins!.map((rate, i) => rate / rates.bare![i]!)
  console.log(
    `POST /predict: penguins at ${(median(ratios) * 100).toFixed(0)} % of the bare route (median of ${ROUNDS} pairs)`,
  )
  for (const name of names) {
    console.log(`${name}: ${memory(servers[name].child, 'VmRSS')} MB after the load`)
    await servers[name].stop()
  }
}

/** In turn, so that a slow moment of the machine hits all alike. Returns the rates, round by round. */
async function fireInTurn(
  names: (keyof typeof PORTS)[],
  dataset: Dataset,
  path: string,
): Promise<Record<string, number[]>> {
  const figures: Record<string, Figures[]> = {}
  for (let round = 0; round <= ROUNDS; round++) {
    for (const name of names) {
      const result = await fire(url(name, path), dataset, round === 0 ? 2 : SECONDS)
      // The first round warms the servers.
      if (round === 0) continue
      figures[name] = [...(figures[name] ?? []), result]
    }
  }
  const medians = (all: Figures[]) => (['rate', 'p50', 'p99'] as const).map((it) => median(all.map((one) => one[it])))
  for (const [name, all] of Object.entries(figures)) {
    const [rate, p50, p99] = medians(all)
    console.log(
      `POST /${path}, ${CONNECTIONS} connections, ${name}: ${Math.round(rate!)} requests/s, p50 ${p50} ms, p99 ${p99} ms`,
    )
  }
  return Object.fromEntries(Object.entries(figures).map(([name, all]) => [name, all.map(({ rate }) => rate)]))
}

const url = (name: keyof typeof PORTS, path: string) =>
  `http://localhost:${PORTS[name]}/${path}`.replace('localhost', name === 'FastAPI' ? '127.0.0.1' : 'localhost')
