import { join } from 'node:path'
import { sum } from '../core/numbers.js'
import { type Bench, peerMysql } from './context.js'
import { run } from './processes.js'
import { byTurns, type Figure } from './table.js'

const TURNS = 5
const FEW_TURNS = 3
const STEPS = ['clear', 'load', 'preprocess', 'train']

type Step = (name: string) => ReturnType<typeof run>

/** The four steps on the reference file, each a process of its own, as Airflow runs them. */
export async function benchSteps({ dataset, folder, modelsDir, peerModelsDir, python, mysqlUrl, isShort }: Bench) {
  const databases = { SQLite: `sqlite:${join(folder, 'steps.sqlite')}`, ...(mysqlUrl && { MySQL: mysqlUrl }) }
  for (const [name, DATABASE_URL] of Object.entries(databases)) {
    const ours: Step = (it) =>
      run(process.execPath, ['dist/cli/penguins.js', it], { DATABASE_URL, MODELS_DIR: modelsDir })
    const peerUrl = name === 'SQLite' ? `sqlite:///${join(folder, 'peer.sqlite')}` : peerMysql(DATABASE_URL)
    const args = ['--database', peerUrl, '--file', dataset.file, '--models', peerModelsDir]
    const theirs: Step = (it) => run(python!, [`bench/peers/${it}.py`, ...args])
    // The first of each warms the caches.
    const all = async (step: Step) => {
      const figures: Figure[] = []
      for (const it of STEPS) {
        const { seconds, peakMb } = await step(it)
        figures.push({ of: it, value: seconds, unit: 's', peakMb })
      }
      return [...figures, { of: 'all four', value: sum(figures.map(({ value }) => value)), unit: 's' as const }]
    }
    const sides = { Penguins: () => all(ours), ...(python && { Python: () => all(theirs) }) }
    for (const turn of Object.values(sides)) await turn()
    await byTurns(`steps on ${name}, a process each`, sides, isShort ? FEW_TURNS : TURNS)
  }
}
