import { join } from 'node:path'
import { type Bench, peerMysql } from './context.js'
import { median, run } from './processes.js'

const RUNS = 5
const STEPS = ['clear', 'load', 'preprocess', 'train']

/** The four steps on the reference file, each a process of its own, as Airflow runs them. */
export async function benchSteps({ dataset, folder, modelsDir, peerModelsDir, python, mysqlUrl }: Bench) {
  const databases = { SQLite: `sqlite:${join(folder, 'steps.sqlite')}`, ...(mysqlUrl && { MySQL: mysqlUrl }) }
  for (const [name, DATABASE_URL] of Object.entries(databases)) {
    const step = (it: string) =>
      run(process.execPath, ['dist/cli/penguins.js', it], { DATABASE_URL, MODELS_DIR: modelsDir })
    await measure(`penguins, ${name}`, step)
    if (!python) continue
    const peerUrl = name === 'SQLite' ? `sqlite:///${join(folder, 'peer.sqlite')}` : peerMysql(DATABASE_URL)
    const args = ['--database', peerUrl, '--file', dataset.file, '--models', peerModelsDir]
    await measure(`Python, ${name}`, (it) => run(python, [`bench/peers/${it}.py`, ...args]))
  }
}

async function measure(name: string, step: (name: string) => ReturnType<typeof run>) {
  const seconds: Record<string, number[]> = { all: [] }
  for (let i = 0; i <= RUNS; i++) {
    let all = 0
    for (const it of STEPS) {
      const { seconds: taken } = await step(it)
      all += taken
      // The first round warms the caches.
      if (i > 0) seconds[it] = [...(seconds[it] ?? []), taken]
    }
    if (i > 0) seconds.all!.push(all)
  }
  const medians = Object.entries(seconds).map(([it, values]) => `${it} ${median(values).toFixed(2)} s`)
  console.log(`four steps, four processes, ${name}: ${medians.join(', ')} (median of ${RUNS})`)
}
