import { join } from 'node:path'
import { type Bench, peerMysql } from './context.js'
import { run } from './processes.js'
import { addLines, type Turn } from './table.js'

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
    await measure(name, { Penguins: ours, ...(python && { Python: theirs }) }, isShort ? FEW_TURNS : TURNS)
  }
}

/** Each step, and all of them: the first turn warms the caches. */
async function measure(database: string, sides: Record<string, Step>, turns: number) {
  const taken: Record<string, Record<string, Turn[]>> = {}
  const add = (work: string, side: string, turn: Turn) => {
    taken[work] ??= {}
    taken[work][side] = [...(taken[work][side] ?? []), turn]
  }
  for (let i = 0; i <= turns; i++) {
    for (const [side, step] of Object.entries(sides)) {
      let all = 0
      for (const it of STEPS) {
        const { seconds, peakMb } = await step(it)
        all += seconds
        if (i > 0) add(it, side, { value: seconds, peakMb })
      }
      if (i > 0) add('four steps, four processes', side, { value: all })
    }
  }
  for (const [work, turns] of Object.entries(taken)) addLines(`${work}, ${database}`, 's', turns)
}
