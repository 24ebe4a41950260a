import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { POINTER, readPointer } from '../registry/pointer.js'
import { listVersions } from '../registry/versions.js'
import type { Bench } from './context.js'
import { CONNECTIONS, fire } from './fire.js'
import { type Server, servePenguins } from './processes.js'
import { byTurns, type Figure } from './table.js'

const ROUNDS = 5
const SWAPS_A_ROUND = 20
const SECONDS = 5
const PORT = 8814

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

  const server = await servePenguins(modelsDir, PORT, {}, ['dist/bench/swapping.js'])
  const sides: Record<string, () => Promise<Figure[]>> = {
    'Penguins, no swap': () => fire(server, 'predict', dataset, SECONDS),
    [`${SWAPS_A_ROUND} swaps`]: async () => {
      const before = await loads(server)
      const [figures] = await Promise.all([fire(server, 'predict', dataset, SECONDS), swap()])
      return [...figures, { of: 'taken up', value: (await loads(server)) - before, unit: 'swaps' }]
    },
  }
  try {
    // The first warms the server.
    await fire(server, 'predict', dataset, 2)
    await byTurns(`POST /predict, ${CONNECTIONS} connections, swaps of the model`, sides, ROUNDS)
  } finally {
    point(inUse)
    await server.stop()
  }
}

/** How many models the server has taken up. */
async function loads({ url }: Server): Promise<number> {
  const text = await (await fetch(new URL('/metrics', url))).text()
  return Number(/^penguins_model_loads_total (\d+)$/m.exec(text)?.[1])
}
