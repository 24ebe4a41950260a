import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { POINTER, readPointer } from '../registry/pointer.js'
import { listVersions } from '../registry/versions.js'
import type { Bench } from './context.js'
import { CONNECTIONS, type Figures, fire } from './fire.js'
import { median, serve } from './processes.js'

const ROUNDS = 5
const SWAPS_A_ROUND = 20
const SECONDS = 5
const PORT = 8814
const API = `http://localhost:${PORT}`

/** `POST /predict` while the model in use is swapped a hundred times, beside without. */
export async function benchSwaps({ dataset, modelsDir }: Bench) {
  const inUse = (await readPointer(modelsDir))!
  const other = (await listVersions({ folder: modelsDir, dataset })).find(({ version }) => version !== inUse)!.version
  const point = (version: string) => {
    const next = join(modelsDir, '.next.json')
    writeFileSync(next, JSON.stringify({ version }))
    renameSync(next, join(modelsDir, POINTER))
  }
  const swap = async () => {
    for (let i = 1; i <= SWAPS_A_ROUND; i++) {
      point(i % 2 ? other : inUse)
      await new Promise((resolve) => setTimeout(resolve, (SECONDS * 1000) / (SWAPS_A_ROUND + 1)))
    }
  }

  const env = { MODELS_DIR: modelsDir, PORT: String(PORT), LOG_LEVEL: 'warn' }
  const server = await serve(process.execPath, ['dist/bench/swapping.js'], `${API}/health/ready`, env)
  const figures = { without: [] as Figures[], during: [] as Figures[] }
  try {
    // The first warms the server.
    await fire(`${API}/predict`, dataset, 2)
    const before = await loads()
    // In turn, so that a slow moment of the machine hits both alike.
    for (let round = 0; round < ROUNDS; round++) {
      figures.without.push(await fire(`${API}/predict`, dataset, SECONDS))
      const [during] = await Promise.all([fire(`${API}/predict`, dataset, SECONDS), swap()])
      figures.during.push(during)
    }
    const swaps = (await loads()) - before
    say('without a swap', figures.without)
    say(`during ${swaps} swaps`, figures.during)
  } finally {
    point(inUse)
    await server.stop()
  }
}

function say(when: string, rounds: Figures[]) {
  const [rate, p50, p99] = (['rate', 'p50', 'p99'] as const).map((it) => median(rounds.map((round) => round[it])))
  console.log(
    `POST /predict, ${CONNECTIONS} connections, ${when}: ${Math.round(rate!)} requests/s, p50 ${p50} ms, p99 ${p99} ms (median of ${ROUNDS})`,
  )
}

/** How many models the server has taken up. */
async function loads(): Promise<number> {
  const text = await (await fetch(`${API}/metrics`)).text()
  return Number(/^penguins_model_loads_total (\d+)$/m.exec(text)?.[1])
}
